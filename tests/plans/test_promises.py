"""What counts towards a promise is said once, by who may, and remembered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation

from promost.kit.access import Refused
from promost.kit.models import HistoryEntry
from promost.kit.transitions import Overtaken
from promost.plans import counted_by
from promost.plans.actions import promises
from promost.plans.models import Basis, Participant, Plan, Scope, Target
from promost.plans.queries.counting import counted_targets
from promost.plans.queries.plans import plan_list
from promost.profiles.queries import by_code
from tests.plans import world as worlds
from tests.plans.world import FIRST, SECOND, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(world: World, at_commit: Callable[[], Any]) -> Plan:
    with at_commit():
        source = worlds.read(world, FIRST)
    return worlds.accepted(world, source).plan


@pytest.fixture
def target(plan: Plan) -> Target:
    return plan.targets.select_related("plan").get()


def test_a_way_of_counting_is_changed_and_stands_in_the_history(world: World, target: Target) -> None:
    promises.set_counting(
        world.recipient, target, 0, basis=Basis.BASELINE, scope=Scope.PARTICIPANTS, baseline=Decimal(7)
    )
    kept = Target.objects.get(pk=target.pk)
    assert (kept.basis, kept.scope, kept.baseline, kept.version) == ("baseline", "participants", Decimal(7), 1)
    assert HistoryEntry.objects.get(verb="plans.set_counting").changes["basis"] == ["zero", "baseline"]


def test_a_baseline_without_a_value_is_refused(world: World, target: Target) -> None:
    with pytest.raises(ValidationError):
        promises.set_counting(world.recipient, target, 0, basis=Basis.BASELINE, scope=Scope.REGION)


def test_the_second_officer_is_told(world: World, target: Target) -> None:
    promises.set_counting(world.recipient, target, 0, basis=Basis.ZERO, scope=Scope.REGION)
    with pytest.raises(Overtaken):
        promises.set_counting(world.donor, target, 0, basis=Basis.ZERO, scope=Scope.MEASURE)


def test_a_participant_reads_the_plan_from_then_on(world: World, plan: Plan) -> None:
    assert not plan_list(world.stranger.user).exists()  # type: ignore[arg-type]
    promises.add_participant(world.recipient, plan, world.stranger.organisation, date(2025, 3, 1))  # type: ignore[arg-type]
    promises.add_participant(world.recipient, plan, world.stranger.organisation, date(2025, 4, 1))  # type: ignore[arg-type]
    assert [each.since for each in Participant.objects.all()] == [date(2025, 3, 1)]
    assert plan_list(world.stranger.user).get() == plan  # type: ignore[arg-type]


def test_participation_ends_on_a_day_that_is_not_before_its_beginning(world: World, plan: Plan) -> None:
    made = promises.add_participant(world.recipient, plan, world.stranger.organisation, date(2025, 3, 1))  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        promises.end_participation(world.recipient, made, date(2025, 2, 1))
    promises.end_participation(world.recipient, made, date(2025, 9, 30))
    assert Participant.objects.get().until == date(2025, 9, 30)


def test_a_day_outside_the_plan_is_refused(world: World, plan: Plan) -> None:
    with pytest.raises(ValidationError):
        promises.add_participant(world.recipient, plan, world.stranger.organisation, date(2026, 3, 1))  # type: ignore[arg-type]


def test_a_new_target_comes_with_a_proposal_that_nobody_confirmed_yet(target: Target) -> None:
    assert target.indicator is not None
    assert (target.label, target.indicator.code, target.indicator_confirmed) == ("мер", "SCHEMES_REVIEWED", False)


def test_choosing_an_indicator_confirms_it_and_stands_in_the_history(world: World, target: Target) -> None:
    chosen = by_code({"EVENTS"})["EVENTS"]
    promises.set_counting(
        world.recipient, target, 0, basis=Basis.ZERO, scope=Scope.MEASURE, indicator=chosen, breakdown="event=webinar"
    )
    kept = Target.objects.get(pk=target.pk)
    assert (kept.indicator, kept.breakdown, kept.indicator_confirmed) == (chosen, "event=webinar", True)
    changes = HistoryEntry.objects.get(verb="plans.set_counting").changes
    assert changes["indicator"] == ["SCHEMES_REVIEWED", "EVENTS event=webinar"]


def test_that_no_indicator_fits_is_confirmed_too(world: World, target: Target) -> None:
    promises.set_counting(world.recipient, target, 0, basis=Basis.ZERO, scope=Scope.MEASURE, indicator=None)
    kept = Target.objects.get(pk=target.pk)
    assert (kept.indicator, kept.indicator_confirmed) == (None, True)


@pytest.mark.parametrize(
    ("code", "breakdown", "said"),
    [
        ("TRAINED", "", "“People trained” is counted in"),
        ("COMPLETION", "", "Choose an indicator of the same quantity"),
        ("EVENTS", "event=party", "is not told apart by “event=party”"),
    ],
)
def test_what_is_not_of_the_targets_quantity_is_refused(
    world: World, target: Target, code: str, breakdown: str, said: str
) -> None:
    with translation.override("en"), pytest.raises(ValidationError, match=said):
        promises.set_counting(
            world.recipient, target, 0, basis=Basis.ZERO, scope=Scope.MEASURE, breakdown=breakdown,
            indicator=by_code({code})[code],
        )  # fmt: skip
    assert Target.objects.get(pk=target.pk).version == 0


def test_thousands_and_millions_of_one_thing_fit(target: Target) -> None:
    target.okei = "384"
    assert counted_by.fits(target, by_code({"CONTRACT_SUM"})["CONTRACT_SUM"])
    target.okei, target.unit = "", "ак. ч"
    assert counted_by.fits(target, by_code({"PROGRAMME_HOURS"})["PROGRAMME_HOURS"])


def test_proposals_are_confirmed_many_at_once_and_once(world: World, plan: Plan, target: Target) -> None:
    assert promises.confirm_indicators(world.recipient, plan, {target.uuid: 0}) == 1
    assert promises.confirm_indicators(world.recipient, plan, {target.uuid: 0}) == 0
    assert Target.objects.get().indicator_confirmed
    assert HistoryEntry.objects.get(verb="plans.confirm_indicators").changes == {"мер": [None, "SCHEMES_REVIEWED"]}


def test_a_proposal_that_was_changed_meanwhile_is_not_confirmed(world: World, plan: Plan, target: Target) -> None:
    Target.objects.filter(pk=target.pk).update(version=3)
    with pytest.raises(Overtaken):
        promises.confirm_indicators(world.recipient, plan, {target.uuid: 0})
    with pytest.raises(Target.DoesNotExist):
        promises.confirm_indicators(world.recipient, plan, {uuid4(): 0})
    assert not Target.objects.get().indicator_confirmed


def test_a_newer_document_keeps_what_was_confirmed_and_proposes_for_what_is_new(
    world: World, plan: Plan, target: Target, at_commit: Callable[[], Any]
) -> None:
    chosen = by_code({"EVENTS"})["EVENTS"]
    promises.set_counting(world.recipient, target, 0, basis=Basis.ZERO, scope=Scope.MEASURE, indicator=chosen)
    with at_commit():
        source = worlds.read(world, FIRST, SECOND, plan=plan)
    worlds.accepted(world, source)
    codes = dict(Target.objects.values_list("label", "indicator__code"))
    assert codes == {"мер": "EVENTS", "человек": "TRAINED"}
    assert Target.objects.get(pk=target.pk).indicator_confirmed


@pytest.fixture
def officer(world: World) -> Client:
    door = Client()
    door.force_login(world.recipient.user)  # type: ignore[arg-type]
    return door


def test_an_officer_confirms_what_is_marked_on_the_page(officer: Client, plan: Plan, target: Target) -> None:
    address = reverse("plans:indicators", args=[plan.uuid])
    shown = officer.get(address).content.decode()
    assert "1 indicator is proposed by the words of the document" in shown
    assert str(target.indicator) in shown
    assert officer.post(address, {"target": [f"{target.uuid}:0"]}).status_code == 302
    assert "1 indicator is confirmed." in officer.get(address).content.decode()
    assert Target.objects.get().indicator_confirmed


def test_a_forged_confirmation_changes_nothing(officer: Client, plan: Plan, target: Target) -> None:
    address = reverse("plans:indicators", args=[plan.uuid])
    officer.post(address, {"target": ["nonsense"]})
    assert "Choose among the promises of this page." in officer.get(address).content.decode()
    assert officer.post(address, {"target": [f"{uuid4()}:0"]}).status_code == 404
    assert not Target.objects.get().indicator_confirmed


def test_the_page_of_a_promise_offers_indicators_of_its_quantity_by_room(
    officer: Client, plan: Plan, target: Target
) -> None:
    address = reverse("plans:counting", args=[plan.uuid, target.uuid])
    page = officer.get(address).content.decode()
    assert '<option value="SCHEMES_REVIEWED" selected>Support schemes assessed</option>' in page
    assert '<option value="EVENTS event=webinar">Events held: meetings, seminars, webinars — webinar</option>' in page
    assert '<optgroup label="Industrial tourism">' in page
    assert "TRAINED" not in page
    assert "COMPLETION" not in page
    form = {"version": 0, "basis": "zero", "scope": "measure", "baseline": "", "owner": ""}
    assert officer.post(address, {**form, "counts": "TRAINED"}).status_code == 200
    assert officer.post(address, {**form, "counts": "EVENTS event=webinar"}).status_code == 302
    assert Target.objects.get().breakdown == "event=webinar"


def test_the_page_of_indicators_takes_the_same_queries_for_any_number(
    officer: Client, plan: Plan, target: Target, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(3):
        assert [each.number for each in counted_targets(plan)] == ["1.1"]
    edition = plan.editions.get()
    for position in range(2, 50):
        more = Target.objects.create(plan=plan, position=position, label=f"T{position}", unit="ед", okei="642")
        more.values.create(edition=edition, due_on=plan.ends_on, value=1)
    with django_assert_num_queries(3):
        assert len(counted_targets(plan)) == 49


@pytest.mark.parametrize("who", ["curator", "viewer", "stranger"])
def test_who_does_not_work_on_the_plan_changes_nothing(world: World, plan: Plan, target: Target, who: str) -> None:
    actor = getattr(world, who)
    with pytest.raises(Refused):
        promises.add_participant(actor, plan, world.stranger.organisation, date(2025, 3, 1))  # type: ignore[arg-type]
    with pytest.raises(Refused):
        promises.set_counting(actor, target, 0, basis=Basis.ZERO, scope=Scope.REGION)
    with pytest.raises(Refused):
        promises.confirm_indicators(actor, plan, {target.uuid: 0})
    assert not Participant.objects.exists()
