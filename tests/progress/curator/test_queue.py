"""What the curator finds in the queue, and what comes of accepting many at once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from promost.accounts.models import Membership, Role, User
from promost.kit import clock
from promost.kit.moments import Moment
from promost.plans.models import Agreement, Edition, Party, PartyOrganisation, Plan, PlanState, TargetValue
from promost.plans.queries.editions import editions_of
from promost.progress.curator.actions import Asked, accept_many
from promost.progress.curator.changed import changed
from promost.progress.curator.queries import queue
from promost.progress.curator.reporting import due_on, last_quarter
from promost.progress.models import Signature, Statement, StatementState
from promost.progress.statements.quarters import Quarter
from promost.registry.models import OrganisationKind
from tests.harness.queries import assert_queries
from tests.kit.tables import at_once
from tests.progress.programme import EARLY
from tests.progress.statements.signing import JUNE, Signed
from tests.progress.statements.test_pages import client, signs, text

TODAY = date(2025, 7, 15)
PASSWORD = "a long enough secret 2025"


def seen(statement: Statement) -> Asked:
    now = Statement.objects.select_related("plan__agreement").get(pk=statement.pk)
    return Asked(now, now.digest, now.version)


def for_curator(three: Signed) -> Statement:
    """Draw a statement that the sides have signed."""
    drawn = three.draw()
    for side in ("recipient", "donor"):
        three.sign(drawn, side)
    return drawn


def further(three: Signed) -> Plan:
    """Add a plan under an agreement of its own that the same curator keeps."""
    agreement = Agreement.objects.create(number=f"more-{Agreement.objects.count()}", date=date(2025, 1, 1))
    for order, side in enumerate(("recipient", "donor", "curator"), start=1):
        party = Party.objects.create(agreement=agreement, side=side, name=side, order=order)
        PartyOrganisation.objects.create(party=party, organisation=three.bodies[side], is_lead=True)
    plan = Plan.objects.create(
        agreement=agreement, title=f"Plan {agreement.number}", starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31),
        state=PlanState.IN_FORCE, created_at=EARLY,
    )  # fmt: skip
    Edition.objects.create(plan=plan, number=1, made_at=EARLY, approved_at=EARLY, reporting={"due_day": 10})
    Statement.objects.create(
        plan=plan, number=1, starts_on=date(2025, 4, 1), ends_on=JUNE, known_at=clock.now(), edition=1,
        digest="0" * 64, drawn_at=clock.now(),
    )  # fmt: skip
    return plan


@pytest.mark.django_db
class TestQueue:
    def test_a_statement_waits_for_the_curator_once_all_others_have_signed(self, three: Signed) -> None:
        three.fact(10)
        drawn = three.draw()
        first = queue(three.bodies["curator"], TODAY)
        assert [each.turn for each in first.others] == [three.parties["recipient"]]
        assert not first.mine
        three.sign(drawn, "recipient")
        three.sign(drawn, "donor")
        (mine,) = queue(three.bodies["curator"], TODAY).mine
        assert mine.statement == drawn
        assert [(str(total.quarter), total.before) for total in mine.totals] == [("10.0000", None)]

    def test_what_changed_is_counted_from_the_lines(self, three: Signed) -> None:
        three.fact(10)
        doubtful = three.fact(5)
        three.accept()
        with clock.stopped(datetime(2025, 10, 15, 12, tzinfo=UTC)):
            three.reverse(doubtful)
            three.fact(7, date(2025, 8, 1))
            three.draw(date(2025, 9, 30))
            (other,) = queue(three.bodies["curator"], date(2025, 10, 15)).others
        changed = other.changed
        assert (changed.facts, changed.corrections, changed.hand_share, changed.targets) == (1, 1, 100, 0)
        assert [(str(t.quarter), str(t.before)) for t in other.totals] == [("7.0000", "15.0000")]

    def test_a_target_lowered_in_the_quarter_is_told(self, three: Signed) -> None:
        with clock.stopped(datetime(2025, 10, 15, 12, tzinfo=UTC)):
            value = TargetValue.objects.filter(target=three.target).latest("edition__number")
            made = datetime(2025, 6, 20, 12, tzinfo=UTC)
            newer = Edition.objects.create(plan=three.plan, number=2, made_at=made, approved_at=made)
            less = (value.value or 0) - 1
            TargetValue.objects.create(target=three.target, edition=newer, due_on=value.due_on, value=less)
            plan = Plan.objects.get(pk=three.plan.pk)
            edition = editions_of({plan.pk: plan}, Moment.now(three.bodies["curator"].zone))[plan.pk]
            statement = Statement(pk=1, plan=plan, starts_on=date(2025, 4, 1), ends_on=JUNE)
            told = changed([statement], {plan.pk: edition}, Moment.now(three.bodies["curator"].zone))[1]
        assert (told.targets, told.lowered, told.late) == (1, 1, 0)

    def test_a_plan_without_a_statement_is_late_by_its_own_reporting_day(self, three: Signed) -> None:
        Edition.objects.filter(plan=three.plan).update(reporting={"recurrence": "quarterly", "due_day": 10})
        (late,) = queue(three.bodies["curator"], TODAY).late
        assert (late.due, late.days_late) == (date(2025, 7, 10), 5)
        assert [party.side for party in late.turns] == ["recipient", "donor"]
        Edition.objects.filter(plan=three.plan).update(reporting={})
        (silent,) = queue(three.bodies["curator"], TODAY).late
        assert (silent.due, silent.days_late) == (None, None)

    def test_what_is_returned_has_not_been_handed_in(self, three: Signed) -> None:
        three.fact(10)
        drawn = three.draw()
        assert queue(three.bodies["curator"], TODAY).submitted
        three.return_(drawn, "donor")
        again = queue(three.bodies["curator"], TODAY)
        assert not again.submitted
        assert again.late

    def test_a_side_has_no_queue_in_the_name_of_the_curator(self, three: Signed) -> None:
        three.fact(10)
        for_curator(three)
        found = queue(three.bodies["donor"], TODAY)
        assert (found.mine, found.others, found.late, found.submitted) == ((), (), (), ())


def test_reporting_days_follow_the_quarter() -> None:
    quarter = Quarter(date(2025, 4, 1), JUNE)
    assert due_on({"due_day": 31}, Quarter(date(2025, 1, 1), date(2025, 3, 31))) == date(2025, 4, 30)
    assert due_on({"due_dates": ["2025-04-10", "2025-07-20"], "due_day": 5}, quarter) == date(2025, 7, 20)
    assert due_on({}, quarter) is None
    assert last_quarter(date(2025, 1, 1), date(2025, 12, 31), date(2025, 3, 31)) is None
    assert last_quarter(date(2025, 1, 1), date(2025, 6, 30), date(2026, 3, 31)) == quarter


@pytest.mark.django_db
class TestAccepting:
    def test_one_that_was_returned_meanwhile_does_not_hold_up_the_others(self, three: Signed) -> None:
        three.fact(10)
        good = for_curator(three)
        gone = Statement.objects.get(plan=further(three))
        asked = [seen(gone), seen(good)]
        Statement.objects.filter(pk=gone.pk).update(state="returned", reason="A line is missing", version=1)
        first, second = accept_many(three.actor("curator"), asked)
        assert first.signature is None
        assert "Somebody was first" in first.problem
        assert second.signature
        assert Statement.objects.get(pk=good.pk).state == StatementState.ACCEPTED
        assert not Signature.objects.filter(statement=gone).exists()

    def test_an_officer_of_a_side_and_an_editor_of_the_curator_accept_nothing(self, three: Signed) -> None:
        three.fact(10)
        drawn = for_curator(three)
        (side,) = accept_many(three.actor("donor"), [seen(drawn)])
        (editor,) = accept_many(three.actor("curator", Role.EDITOR), [seen(drawn)])
        assert "not the curator" in side.problem
        assert "signatory" in editor.problem
        assert Statement.objects.get(pk=drawn.pk).state == StatementState.OPEN


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_once_one_is_told(three: Signed) -> None:
    three.fact(10)
    drawn = for_curator(three)
    asked = [seen(drawn), seen(drawn)]
    zone = timezone.get_current_timezone()
    moment = clock.now()

    def accepts(number: int, barrier: Barrier) -> bool:
        barrier.wait()
        with clock.stopped(moment), timezone.override(zone):
            (outcome,) = accept_many(three.actor("curator"), [asked[number]])
            return outcome.signature is not None

    results = at_once([partial(accepts, number) for number in range(2)])
    assert sorted(results) == [False, True]
    assert Signature.objects.filter(statement=drawn, party=three.parties["curator"]).count() == 1


@pytest.mark.django_db
class TestPages:
    def test_an_officer_of_a_side_cannot_open_it(self, three: Signed) -> None:
        for side in ("donor", "recipient"):
            mine = client(three, side)
            for name in ("curator", "curator_accept"):
                assert mine.get(reverse(f"progress:{name}")).status_code == 403
            assert reverse("progress:curator") not in text(mine.get(reverse("plans:index")))
        assert reverse("progress:curator") in text(client(three, "curator").get(reverse("plans:index")))

    def test_whoever_sits_for_a_curator_finds_it_in_the_menu_for_no_further_question(self, three: Signed) -> None:
        body = three.bodies["curator"]
        body.kind = OrganisationKind.AUTHORITY
        body.save()
        assert reverse("progress:curator") in text(client(three, "curator").get(reverse("plans:index")))
        mine = client(three, "donor")
        with CaptureQueriesContext(connection) as asked:
            mine.get(reverse("plans:index"))
        seats = [each for each in asked if "plans_partyorganisation" in each["sql"] and "membership" in each["sql"]]
        assert len(seats) == 1, "it is asked in the query that reads who acts"

    def test_the_one_who_accepts_is_told_so(self, three: Signed) -> None:
        three.fact(10)
        drawn = for_curator(three)
        now = Statement.objects.get(pk=drawn.pk)
        mine = signs(three, "curator")
        mine.cookies["promost_language"] = "ru"
        address = reverse("progress:sign", args=[drawn.uuid, three.parties["curator"].pk])
        told = text(mine.post(address, {"digest": now.digest, "version": now.version, "sure": "on"}, follow=True))
        assert "Ведомость принята." in told
        assert "Подписано. Сторона" not in told

    def test_the_curator_ticks_says_the_password_and_accepts_many(self, three: Signed) -> None:
        three.fact(10)
        drawn = for_curator(three)
        unsigned = Statement.objects.get(plan=further(three))
        mine = signs(three, "curator")
        page = text(mine.get(reverse("progress:curator")))
        assert str(drawn.uuid) in page
        assert "5 days late" not in page
        address = reverse("progress:curator_accept")
        shown = text(mine.get(address, {"statement": [str(drawn.uuid), str(unsigned.uuid), "x"]}))
        assert drawn.digest in shown
        now = Statement.objects.get(pk=drawn.pk)
        sent = [f"{each.uuid}:{each.digest}:{each.version}" for each in (now, unsigned)]
        told = text(mine.post(address, {"statement": sent}, follow=True))
        assert "accepted." in told
        assert "not accepted" in told
        assert Statement.objects.get(pk=drawn.pk).state == StatementState.ACCEPTED

    def test_accepting_asks_for_the_password_first(self, three: Signed) -> None:
        three.fact(10)
        drawn = for_curator(three)
        three.users["curator"].set_password(PASSWORD)
        three.users["curator"].save()
        mine = client(three, "curator")
        answer = mine.post(reverse("progress:curator_accept"), {"statement": f"{drawn.uuid}:{drawn.digest}:2"})
        assert reverse("account_reauthenticate") in answer["Location"]
        assert Statement.objects.get(pk=drawn.pk).state == StatementState.OPEN

    @pytest.mark.parametrize("count", [1, 3, 20])
    def test_any_number_of_plans_costs_the_same_questions(self, three: Signed, count: int) -> None:
        for _ in range(count):
            further(three)
        mine = client(three, "curator")
        with assert_queries(11):
            assert mine.get(reverse("progress:curator")).status_code == 200


@pytest.mark.django_db
def test_members_of_another_federal_body_find_nothing(three: Signed) -> None:
    other = User.objects.create_user("other@example.org", name="other", language="en")
    Membership.objects.create(user=other, organisation=three.bodies["donor"], role=Role.VIEWER, since=clock.now())
    asked = Client()
    asked.force_login(other)
    assert asked.get(reverse("progress:curator")).status_code == 403
