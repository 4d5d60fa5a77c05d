"""Approval: a plan is a promise between equals. Nobody approves for another, and what was approved stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from promost.accounts.actors import OPERATOR, Actor
from promost.accounts.models import Role, User
from promost.kit import clock, files, history, uploads
from promost.kit.access import Refused
from promost.kit.refs import of
from promost.kit.transitions import Overtaken
from promost.plans.actions import approvals, measures, promises
from promost.plans.actions.approvals import Act, Scan
from promost.plans.actions.measures import Given
from promost.plans.models import Approval, Basis, Edition, Party, Plan, PlanState, Scope
from promost.plans.queries.approvals import approvals_of, approvers, pending_edition
from promost.plans.queries.in_force import edition_in_force
from tests.accounts.people import member
from tests.kit.tables import at_once
from tests.plans import world as worlds
from tests.plans.world import FIRST, World

NOON = datetime(2025, 3, 3, 3, tzinfo=UTC)
ACT = Act(date(2025, 2, 28), "Распоряжение от 28.02.2025 № 112-р")
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SCAN = Scan("распоряжение.pdf", PDF)


class Sides:
    """A plan on approval, its parties, and a signatory of each."""

    def __init__(self, world: World, plan: Plan) -> None:
        self.world, self.plan = world, plan
        self.parties = {party.side: party for party in plan.agreement.parties.all()}
        self.signatories = {side: _signatory(side, party) for side, party in self.parties.items()}

    @property
    def edition(self) -> Edition:
        """The plan's newest edition."""
        return self.plan.editions.select_related("plan__agreement").latest("number")

    def approve(self, side: str, by: str = "", act: Act = ACT) -> Approval:
        """Approve for a side, by its own signatory unless another is named."""
        return approvals.approve(self.signatories[by or side], self.edition, self.parties[side], act)

    def all_approve(self) -> None:
        """Every party approves."""
        for side in self.parties:
            self.approve(side)


def _signatory(side: str, party: Party) -> Actor:
    return member(f"signatory-{side}", party.seats.get(is_lead=True).organisation, Role.SIGNATORY)


def draft(world: World, at_commit: Callable[[], Any]) -> Plan:
    """Return a plan that was read in."""
    with at_commit():
        source = worlds.read(world, FIRST)
    return worlds.accepted(world, source).plan


@pytest.fixture(autouse=True)
def stopped() -> Any:
    with clock.stopped(NOON), translation.override("en"):
        yield


@pytest.fixture
def plan(world: World, at_commit: Callable[[], Any]) -> Plan:
    return draft(world, at_commit)


@pytest.fixture
def sides(world: World, plan: Plan) -> Sides:
    approvals.submit(world.recipient, plan, plan.version)
    return Sides(world, plan)


def in_force(plan: Plan) -> bool:
    return Plan.objects.get(pk=plan.pk).state == PlanState.IN_FORCE


@pytest.mark.django_db
class TestComingIntoForce:
    def test_it_is_in_force_when_the_last_party_has_approved_and_not_before(self, sides: Sides) -> None:
        for side in ("recipient", "donor"):
            sides.approve(side)
            assert not in_force(sides.plan)
            assert sides.edition.approved_at is None
        sides.approve("curator")
        assert in_force(sides.plan)
        assert sides.edition.approved_at == NOON
        assert edition_in_force(sides.plan, NOON) == sides.edition

    def test_each_approval_keeps_its_day_its_act_and_who_gave_it(self, sides: Sides) -> None:
        made = sides.approve("donor")
        assert (made.approved_on, made.act, made.how) == (ACT.approved_on, ACT.cited, "here")
        assert made.made_for == sides.signatories["donor"].organisation
        entry = history.of(of(sides.plan)).get(verb="plans.approve")
        assert (entry.note, entry.behalf_name) == (ACT.cited, sides.signatories["donor"].behalf_name)

    def test_a_party_that_owns_nothing_need_not_approve(self, sides: Sides) -> None:
        sides.edition.measures.get().owners.filter(party__side="donor").delete()
        assert [party.side for party in approvers(sides.edition)] == ["recipient", "curator"]
        with pytest.raises(ValidationError, match="owns nothing"):
            sides.approve("donor")
        sides.approve("recipient")
        sides.approve("curator")
        assert in_force(sides.plan)

    def test_who_has_approved_and_who_has_not_is_told_in_the_agreements_order(self, sides: Sides) -> None:
        sides.approve("donor")
        told = [(each.party.side, each.approval is not None) for each in approvals_of(sides.edition)]
        assert told == [("recipient", False), ("donor", True), ("curator", False)]

    def test_a_newer_edition_waits_while_the_approved_one_stays_in_force(self, sides: Sides) -> None:
        sides.all_approve()
        first = sides.edition
        assert pending_edition(Plan.objects.get(pk=sides.plan.pk)) is None
        newer = Edition.objects.create(plan=sides.plan, number=2, made_at=NOON)
        assert pending_edition(Plan.objects.get(pk=sides.plan.pk)) == newer
        assert edition_in_force(sides.plan, NOON) == first


@pytest.mark.django_db
class TestWhoMay:
    @pytest.mark.parametrize("other", ["donor", "curator"])
    def test_nobody_approves_for_another_party(self, sides: Sides, other: str) -> None:
        with pytest.raises(Refused):
            sides.approve("recipient", by=other)
        assert not Approval.objects.exists()

    def test_an_editor_does_not_sign_and_neither_does_the_installations_administrator(self, sides: Sides) -> None:
        administrator = User.objects.create_superuser("root@example.org", "quiet-harbour-41")
        seat = sides.signatories["recipient"].organisation
        everybody = (
            sides.world.recipient,
            Actor(administrator),
            replace(sides.world.viewer, organisation=seat),
            OPERATOR,
        )
        for actor in everybody:
            with pytest.raises(Refused):
                approvals.approve(actor, sides.edition, sides.parties["recipient"], ACT)

    def test_the_curator_attaches_a_partys_act_and_a_working_side_attaches_its_own_alone(self, sides: Sides) -> None:
        curator, donor = sides.world.curator, sides.world.donor
        with pytest.raises(Refused):
            approvals.approve_on_paper(donor, sides.edition, sides.parties["recipient"], ACT, SCAN)
        approvals.approve_on_paper(donor, sides.edition, sides.parties["donor"], ACT, SCAN)
        made = approvals.approve_on_paper(curator, sides.edition, sides.parties["recipient"], ACT, SCAN)
        assert (made.how, made.scan_name) == ("paper", SCAN.name)
        assert files.read(made.scan_sha256) == PDF
        assert made.made_for == curator.organisation


@pytest.mark.django_db
class TestWhatIsRefused:
    def test_a_second_approval_of_the_same_party(self, sides: Sides) -> None:
        sides.approve("donor")
        with pytest.raises(ValidationError, match="has approved edition 1 already"):
            sides.approve("donor")

    def test_a_draft_that_was_not_submitted(self, world: World, plan: Plan) -> None:
        fresh = Sides(world, plan)
        with pytest.raises(ValidationError, match="not on approval"):
            fresh.approve("donor")

    @pytest.mark.parametrize(
        ("act", "said"),
        [(Act(date(2025, 2, 28), "  "), "Name the act"), (Act(date(2025, 3, 4), "№ 1"), "still to come")],
    )
    def test_an_act_without_words_or_of_a_day_to_come(self, sides: Sides, act: Act, said: str) -> None:
        with pytest.raises(ValidationError, match=said):
            sides.approve("recipient", act=act)

    def test_a_scan_that_is_something_else(self, sides: Sides) -> None:
        scan = Scan("распоряжение.pdf", b"MZ\x90\x00 a program")
        with pytest.raises(uploads.Refused):
            approvals.approve_on_paper(sides.world.donor, sides.edition, sides.parties["donor"], ACT, scan)
        assert not Approval.objects.exists()

    def test_an_older_edition(self, sides: Sides) -> None:
        older = sides.edition
        Edition.objects.create(plan=sides.plan, number=2, made_at=NOON)
        with pytest.raises(ValidationError, match="Edition 1 does not wait"):
            approvals.approve(sides.signatories["donor"], older, sides.parties["donor"], ACT)

    def test_submitting_twice(self, sides: Sides) -> None:
        with pytest.raises(Overtaken):
            approvals.submit(sides.world.recipient, sides.plan, 0)


@pytest.mark.django_db
class TestWhatWasApprovedStays:
    given = Given(number="9.9", title="One more", direction="support", deadline_kind="none")

    def test_a_plan_on_approval_is_sent_back_before_it_is_changed(self, sides: Sides) -> None:
        with pytest.raises(ValidationError, match="Send it back"):
            measures.add_measure(sides.world.recipient, sides.plan, self.given)
        approvals.send_back(sides.world.donor, sides.plan, sides.plan.version, "A measure is missing")
        measures.add_measure(sides.world.recipient, sides.plan, self.given)
        assert sides.edition.measures.count() == 2

    def test_sending_back_needs_a_reason_and_comes_too_late_after_an_approval(self, sides: Sides) -> None:
        with pytest.raises(ValidationError, match="why"):
            approvals.send_back(sides.world.donor, sides.plan, sides.plan.version, " ")
        sides.approve("curator")
        with pytest.raises(ValidationError, match="approved it already"):
            approvals.send_back(sides.world.donor, Plan.objects.get(pk=sides.plan.pk), sides.plan.version, "Late")
        assert Plan.objects.get(pk=sides.plan.pk).state == PlanState.ON_APPROVAL

    def test_an_approved_edition_is_changed_by_an_amendment_alone(self, sides: Sides) -> None:
        sides.all_approve()
        row = sides.edition.measures.select_related("edition__plan", "measure").get()
        with pytest.raises(ValidationError, match="Propose an amendment"):
            measures.edit_measure(sides.world.recipient, row, row.version, self.given)
        with pytest.raises(ValidationError, match="Propose an amendment"):
            measures.add_measure(sides.world.recipient, sides.plan, self.given)

    def test_the_baseline_is_frozen_and_a_proposed_indicator_may_still_be_confirmed(self, sides: Sides) -> None:
        sides.all_approve()
        target = sides.plan.targets.select_related("plan", "indicator").get()
        say: dict[str, Any] = {"basis": Basis.ZERO, "scope": Scope.MEASURE}
        with pytest.raises(ValidationError, match="Propose an amendment"):
            promises.set_counting(sides.world.recipient, target, 0, basis=Basis.ZERO, scope=Scope.REGION)
        promises.set_counting(sides.world.recipient, target, 0, indicator=target.indicator, **say)
        with pytest.raises(ValidationError, match="Propose an amendment"):
            promises.set_counting(sides.world.recipient, target, 1, indicator=None, **say)


@pytest.mark.django_db
class TestClosing:
    def test_a_plan_is_closed_after_its_last_day_by_a_working_sides_signatory(self, sides: Sides) -> None:
        sides.all_approve()
        plan = Plan.objects.get(pk=sides.plan.pk)
        with pytest.raises(ValidationError, match="runs until"):
            approvals.close(sides.signatories["donor"], plan, plan.version)
        with clock.stopped(datetime(2026, 2, 2, 9, tzinfo=UTC)):
            with pytest.raises(Refused):
                approvals.close(sides.signatories["curator"], plan, plan.version)
            approvals.close(sides.signatories["donor"], plan, plan.version)
        closed = Plan.objects.get(pk=plan.pk)
        assert (closed.state, closed.closed_on) == (PlanState.CLOSED, date(2026, 2, 2))


@pytest.mark.django_db(transaction=True)
def test_two_parties_that_approve_at_one_moment_bring_it_into_force_once(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    plan = draft(world, lambda: django_capture_on_commit_callbacks(execute=True))
    approvals.submit(world.recipient, plan, plan.version)
    sides = Sides(world, plan)
    sides.approve("curator")

    def approving(side: str) -> Callable[[Any], object]:
        def deed(barrier: Any) -> object:
            barrier.wait()
            with clock.stopped(NOON):
                return sides.approve(side)

        return deed

    outcomes = at_once([approving("recipient"), approving("donor")])
    assert all(isinstance(outcome, Approval) for outcome in outcomes), outcomes
    assert in_force(plan)
    assert history.of(of(plan)).filter(verb="plans.in_force").count() == 1
