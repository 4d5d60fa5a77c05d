"""Whatever is done with applications in whatever order: the money, the facts and the duties are what the records say."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from promost.accounts.actors import Actor, Refused
from promost.accounts.models import Role
from promost.duties.expected import compare
from promost.duties.models import Duty
from promost.kit import capacity, clock, history, refs
from promost.kit.moments import Moment
from promost.kit.transitions import Overtaken
from promost.ledger.files import Upload
from promost.ledger.models import Fact
from promost.ledger.problems import Bad
from promost.registry.models import Organisation
from promost.support.applications import actions, budget, owed
from promost.support.applications.actions.elsewhere import OUTCOMES
from promost.support.applications.permissions import GRANTED
from promost.support.models import (
    Application,
    ApplicationDocument,
    ApplicationState,
    Assessor,
    Obligation,
    ObligationKind,
    ObligationReport,
    Payment,
    ReportState,
    Scheme,
)
from tests.accounts.people import member
from tests.support.applications.made import NOON, Office, total

TODAY = date(2025, 5, 14)
LIMIT = Decimal(1_000_000)
REFUSALS = (ValidationError, Overtaken, Refused, Bad)
WHICH = st.integers(0, 30)
AMOUNT = st.sampled_from([Decimal(100_000), Decimal(300_000), Decimal(600_000), Decimal(900_000)])
PDF = Upload("paper.pdf", b"%PDF-1.4 a paper")
WITH_MONEY = frozenset(GRANTED) - {ApplicationState.CLOSED}


class Way(RuleBasedStateMachine):
    """Applications of two enterprises for one scheme with a million a year, and for one that is taken elsewhere."""

    @initialize()
    def begin(self) -> None:
        self.office = Office.build(money=LIMIT)
        other = Organisation.objects.create(
            name="Yard", kind="enterprise", region=self.office.enterprise.region, created_at=clock.now()
        )
        self.applicants = [self.office.applicant, member("yard", other, Role.EDITOR)]
        self.deciders = [self.office.signatory, member("deputy", self.office.provider, Role.SIGNATORY)]
        self.staff = [self.office.officer, *self.deciders]
        self.elsewhere = Scheme.objects.create(
            created_at=clock.now(), kind="grant", level="regional", region=self.office.enterprise.region, name="Grant",
            provider=self.office.provider, taken="elsewhere", state="published",
        )  # fmt: skip

    def attempt(self, deed: Callable[[], Any]) -> None:
        """Do it, or have it refused in words; anything else that is raised fails the run."""
        with suppress(*REFUSALS), transaction.atomic():
            deed()

    def pick(self, which: int, rows: Any = None) -> Any:
        """Return one of what there is, None where there is nothing."""
        found = list((Application.objects.filter(taken="here") if rows is None else rows).order_by("pk"))
        return found[which % len(found)] if found else None

    def owner(self, application: Application) -> Actor:
        return next(each for each in self.applicants if each.organisation == application.applicant)

    @rule(who=st.sampled_from([0, 1]), amount=AMOUNT)
    def draft(self, who: int, amount: Decimal) -> None:
        actor = self.applicants[who]

        def deed() -> None:
            made = actions.draft(actor, self.office.scheme, uuid4())
            actions.change(actor, made, made.version, {"purpose": "A lathe", "asked": amount})

        self.attempt(deed)

    @rule(which=WHICH, amount=AMOUNT, as_=st.sampled_from([0, 1]))
    def change(self, which: int, amount: Decimal, as_: int) -> None:
        if it := self.pick(which):
            self.attempt(lambda: actions.change(self.applicants[as_], it, it.version, {"asked": amount}))

    @rule(which=WHICH)
    def attach(self, which: int) -> None:
        if it := self.pick(which):
            self.attempt(lambda: actions.attach(self.owner(it), it, PDF))

    @rule(which=WHICH)
    def take_out(self, which: int) -> None:
        if paper := self.pick(which, ApplicationDocument.objects.all()):
            self.attempt(lambda: actions.remove_document(self.owner(paper.application), paper))

    @rule(which=WHICH)
    def submit(self, which: int) -> None:
        if it := self.pick(which):
            self.attempt(lambda: actions.submit(self.owner(it), it, it.version))

    @rule(which=WHICH, stale=st.booleans())
    def withdraw(self, which: int, stale: bool) -> None:
        if it := self.pick(which):
            self.attempt(lambda: actions.withdraw(self.owner(it), it, it.version - stale))

    @rule(which=WHICH, people=st.sets(st.sampled_from([0, 1, 2]), min_size=1))
    def name(self, which: int, people: set[int]) -> None:
        if it := self.pick(which):
            users = [self.staff[each].person for each in people]
            self.attempt(lambda: actions.name_assessors(self.office.officer, it, it.version, users))

    @rule(which=WHICH, interested=st.sampled_from([False, False, False, True]))
    def declare(self, which: int, interested: bool) -> None:
        if row := self.pick(which, Assessor.objects.all()):
            actor = next(each for each in self.staff if each.user_id == row.user_id)
            self.attempt(lambda: actions.declare(actor, row, interested))

    @rule(which=WHICH, who=st.sampled_from([0, 1, 2]), opinion=st.sampled_from(["for", "against"]))
    def opine(self, which: int, who: int, opinion: str) -> None:
        if it := self.pick(which):
            self.attempt(lambda: actions.give_opinion(self.staff[who], it, opinion, "So"))

    @rule(which=WHICH, who=st.sampled_from([0, 1, 2]))
    def ask(self, which: int, who: int) -> None:
        if it := self.pick(which):
            self.attempt(lambda: actions.ask(self.staff[who], it, it.version, "Which?", TODAY))

    @rule(which=WHICH)
    def answer(self, which: int) -> None:
        if it := self.pick(which):
            self.attempt(lambda: actions.answer(self.owner(it), it, it.version, "This"))

    @rule(which=WHICH, who=st.sampled_from([0, 1, 2]), amount=AMOUNT)
    def approve(self, which: int, who: int, amount: Decimal) -> None:
        if it := self.pick(which):
            self.attempt(lambda: actions.approve(self.staff[who], it, it.version, min(amount, it.asked or amount)))

    @rule(which=WHICH, who=st.sampled_from([0, 1, 2]))
    def refuse(self, which: int, who: int) -> None:
        if it := self.pick(which):
            self.attempt(lambda: actions.refuse(self.staff[who], it, it.version, "project", "No"))

    @rule(which=WHICH, who=st.sampled_from([0, 1, 2]))
    def reconsider(self, which: int, who: int) -> None:
        if it := self.pick(which):
            self.attempt(lambda: actions.reconsider(self.staff[who], it, it.version, "Wrong"))

    @rule(which=WHICH, jobs=st.sampled_from([None, 12]))
    def agree(self, which: int, jobs: int | None) -> None:
        if it := self.pick(which):
            due = date(2025, 12, 31) if jobs else None
            self.attempt(lambda: actions.sign_agreement(self.office.officer, it, it.version, "7", TODAY, jobs, due))

    @rule(which=WHICH, amount=AMOUNT, whole=st.booleans())
    def pay(self, which: int, amount: Decimal, whole: bool) -> None:
        if it := self.pick(which):
            left = (it.granted or amount) - actions.paid_so_far(it)
            given = left if whole else amount
            self.attempt(lambda: actions.pay(self.office.officer, it, given, TODAY, "Order", uuid4()))

    @rule(which=WHICH)
    def reverse(self, which: int) -> None:
        if row := self.pick(which, Payment.objects.filter(reverses=None)):
            self.attempt(lambda: actions.reverse_payment(self.office.officer, row, uuid4(), "Returned"))

    @rule(which=WHICH)
    def promise(self, which: int) -> None:
        if it := self.pick(which):
            kind = ObligationKind.OUTPUT
            self.attempt(lambda: actions.promise(self.office.officer, it, kind, date(2025, 12, 1), Decimal(5)))

    @rule(which=WHICH, value=st.sampled_from([None, Decimal(0), Decimal(11)]))
    def report(self, which: int, value: Decimal | None) -> None:
        if row := self.pick(which, Obligation.objects.all()):
            self.attempt(lambda: actions.report(self.owner(row.application), row, value, "So it is"))

    @rule(which=WHICH, accept=st.booleans())
    def look_at(self, which: int, accept: bool) -> None:
        row = self.pick(which, ObligationReport.objects.all())
        if row and accept:
            self.attempt(lambda: actions.accept_report(self.office.officer, row, row.version))
        elif row:
            self.attempt(lambda: actions.return_report(self.office.officer, row, row.version, "Sign it"))

    @rule(which=WHICH)
    def close(self, which: int) -> None:
        if it := self.pick(which):
            self.attempt(lambda: actions.close(self.office.officer, it, it.version))

    @rule(amount=st.none() | AMOUNT)
    def set_limit(self, amount: Decimal | None) -> None:
        self.attempt(lambda: budget.set_budget(self.office.signatory, self.office.scheme, 2025, amount))

    @rule(
        who=st.sampled_from([0, 1]),
        number=st.sampled_from(["A-1", "A-2"]),
        outcome=st.sampled_from(OUTCOMES),
        day=st.sampled_from([1, 2]),
        amount=AMOUNT,
    )
    def tell_of_one_elsewhere(
        self, who: int, number: str, outcome: ApplicationState, day: int, amount: Decimal
    ) -> None:
        decided = date(2025, 4, day) if outcome in (ApplicationState.APPROVED, ApplicationState.REFUSED) else None
        granted = amount if outcome == ApplicationState.APPROVED else None
        made = actions.Made(number, date(2025, 3, day), outcome, decided, granted, reason="debt")
        enterprise = self.applicants[who].organisation
        assert enterprise
        self.attempt(lambda: actions.record_elsewhere(self.office.officer, self.elsewhere, enterprise, made))

    @rule(which=WHICH, jobs=st.sampled_from([None, 12]), until=st.integers(3, 8))
    def go_straight_on(self, which: int, jobs: int | None, until: int) -> None:
        """Bring an application on by several steps at once, so that the later ones are reached often."""
        for step in range(until):
            it = self.pick(which)
            if it is None:
                return
            self.attempt(lambda it=it, step=step: self._step(it, step, jobs))  # type: ignore[misc]

    def _step(self, it: Application, step: int, jobs: int | None) -> object:
        head = self.office.signatory
        if step == 0:
            return actions.submit(self.owner(it), it, it.version)
        if step == 1:
            return actions.name_assessors(self.office.officer, it, it.version, [head.person])
        if step == 2:
            return actions.declare(head, Assessor.objects.get(application=it, user=head.person), interested=False)
        if step == 3:
            return actions.give_opinion(head, it, "for", "Yes")
        if step == 4:
            return actions.approve(head, it, it.version, it.asked)
        if step == 5:
            due = date(2025, 12, 31) if jobs else None
            return actions.sign_agreement(self.office.officer, it, it.version, "7", TODAY, jobs, due)
        left = (it.granted or Decimal(0)) - actions.paid_so_far(it)
        return actions.pay(self.office.officer, it, left / 2 if step == 6 else left, TODAY, "Order", uuid4())

    @invariant()
    def what_is_held_is_what_was_granted_and_never_more_than_there_is(self) -> None:
        rows = Application.objects.filter(taken="here")
        expected = sum((_held(each) for each in rows), Decimal(0))
        found = budget.occupancy(self.office.scheme, 2025)
        assert found is not None
        assert found.taken == expected
        assert found.capacity is None or found.taken <= found.capacity
        for each in rows:
            mine = sum((holding.amount for holding in capacity.holdings_of(refs.of(each))), Decimal(0))
            assert mine == _held(each)
            assert Decimal(0) <= actions.paid_so_far(each) <= (each.granted or Decimal(0))

    @invariant()
    def the_facts_are_what_the_records_say(self) -> None:
        rows = list(Application.objects.all())
        granted = [each for each in rows if each.state in GRANTED]
        refused = [each for each in rows if each.state == ApplicationState.REFUSED]
        assert total("APPL_FILED") == sum(each.submitted_on is not None for each in rows)
        assert total("APPL_DECIDED") == len(granted) + len(refused)
        assert total("APPL_GRANTED") == len(granted)
        assert _supported() == {each.applicant_id for each in granted}
        here = sum((each.amount for each in Payment.objects.all()), Decimal(0))
        there = sum((each.granted or Decimal(0) for each in granted if each.taken == "elsewhere"), Decimal(0))
        assert total("SUPPORT_SUM") == (here + there) / 1_000_000
        assert total("JOBS_PROMISED") == sum(each.jobs_promised or 0 for each in rows if each.agreement_number)
        kept = ObligationReport.objects.filter(state=ReportState.ACCEPTED, obligation__kind=ObligationKind.JOBS_KEPT)
        assert total("JOBS_KEPT") == sum((each.value or Decimal(0) for each in kept), Decimal(0))

    @invariant()
    def facts_stand_on_the_day_of_what_they_tell(self) -> None:
        for each in Application.objects.exclude(submitted_on=None):
            source = refs.of(each)
            standing = Fact.objects.filter(source_id=source.id, reverses=None, reversed_by=None)
            assert standing.get(indicator__code="APPL_FILED").happened_on == each.submitted_on

    @invariant()
    def what_is_owed_is_what_should_be(self) -> None:
        duties = Duty.objects.filter(closed_at=None, kind__startswith="support.").order_by("pk")
        assert not compare(duties, owed.expected_duties(Moment.now(self.office.provider.zone)))

    @invariant()
    def nobody_gets_money_without_a_decision_of_somebody_without_an_interest(self) -> None:
        for each in Application.objects.filter(taken="here", state__in=GRANTED):
            deed = next(row for row in history.of(refs.of(each)) if row.verb == "support.approve_application")
            assert each.assessors.filter(user=deed.actor_id, interested=False).exclude(declared_at=None).exists()
        assert not Payment.objects.exclude(application__state__in=GRANTED).exists()


def _held(application: Application) -> Decimal:
    if application.state in WITH_MONEY:
        return application.granted or Decimal(0)
    return actions.paid_so_far(application) if application.state == ApplicationState.CLOSED else Decimal(0)


def _supported() -> set[int | None]:
    """Enterprises with a fact of support that stands."""
    rows = Fact.objects.filter(indicator__code="ENT_SUPPORTED", reverses=None, reversed_by=None)
    return set(rows.values_list("organisation", flat=True))


@pytest.mark.django_db
def test_whatever_is_done_in_whatever_order_the_records_agree() -> None:
    class Clean(Way):
        """Each run begins with empty tables, at noon."""

        def __init__(self) -> None:
            super().__init__()
            self.block = transaction.atomic()
            self.block.__enter__()
            self.clock = clock.stopped(NOON)
            self.clock.__enter__()

        def teardown(self) -> None:
            self.clock.__exit__(None, None, None)
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    run_state_machine_as_test(Clean, settings=settings(max_examples=8, stateful_step_count=30))
