"""What counts towards a promise is said once, by who may, and remembered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from promost.kit.access import Refused
from promost.kit.models import HistoryEntry
from promost.kit.transitions import Overtaken
from promost.plans.actions import promises
from promost.plans.models import Basis, Participant, Plan, Scope, Target
from promost.plans.queries.plans import plan_list
from tests.plans import world as worlds
from tests.plans.world import FIRST, World

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


@pytest.mark.parametrize("who", ["curator", "viewer", "stranger"])
def test_who_does_not_work_on_the_plan_changes_nothing(world: World, plan: Plan, target: Target, who: str) -> None:
    actor = getattr(world, who)
    with pytest.raises(Refused):
        promises.add_participant(actor, plan, world.stranger.organisation, date(2025, 3, 1))  # type: ignore[arg-type]
    with pytest.raises(Refused):
        promises.set_counting(actor, target, 0, basis=Basis.ZERO, scope=Scope.REGION)
    assert not Participant.objects.exists()
