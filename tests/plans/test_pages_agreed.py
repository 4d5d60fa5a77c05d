"""What the pages of amendments and editions ask does not grow with what is on them: nobody waits for a long amendment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from promost.kit import clock
from promost.plans.actions import amendments
from promost.plans.amending import Proposed
from promost.plans.models import Amendment, ChangeKind, MeasureEdition, Owner, Target, TargetValue
from tests.harness.queries import assert_queries
from tests.plans.test_amendments import agreed, given, in_force, later, propose, row_of
from tests.plans.test_approvals import NOON, Sides
from tests.plans.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stopped() -> Iterator[None]:
    with clock.stopped(NOON), translation.override("en"):
        yield


@pytest.fixture
def sides(world: World, at_commit: Callable[[], Any]) -> Sides:
    return in_force(world, at_commit)


def reader(sides: Sides) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(sides.world.recipient.person)
    return client


def added(sides: Sides, count: int) -> list[Proposed]:
    asked = given(row_of(sides, "1.1"))
    return [Proposed(ChangeKind.ADDED, given=replace(asked, number=f"3.{place}")) for place in range(1, count + 1)]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_longer_amendment_and_more_of_them_cost_no_more_queries(sides: Sides, count: int) -> None:
    for place in range(min(count, 3)):
        declined = propose(sides, later(sides, value=10 + place))
        amendments.withdraw(sides.signatories["recipient"], declined, declined.version)
    propose(sides, added(sides, count))
    client, url = reader(sides), reverse("plans:amendments", args=[sides.plan.uuid])
    client.get(url)
    with assert_queries(12):
        seen = client.get(url).content.decode()
    assert f"3.{count} " in seen
    assert Amendment.objects.count() == min(count, 3) + 1


@pytest.mark.parametrize("count", [1, 3, 30])
def test_two_editions_are_compared_by_eleven_queries_however_much_they_differ(sides: Sides, count: int) -> None:
    agreed(sides, added(sides, count))
    client, url = reader(sides), reverse("plans:compare", args=[sides.plan.uuid, 1, 2])
    client.get(url)
    with assert_queries(11):
        seen = client.get(url).content.decode()
    assert f"3.{count} " in seen


def enlarged(sides: Sides, count: int) -> MeasureEdition:
    """Give a measure in force so many owners and so many targets more."""
    row = row_of(sides, "1.2")
    assert row.lead is not None
    for place in range(100, 100 + count):
        Owner.objects.create(
            measure_edition=row, party=sides.parties["donor"], organisation=row.lead, position=place, written_as="x"
        )
        target = Target.objects.create(plan=sides.plan, measure=row.measure, position=place, label="x", unit="чел.")
        TargetValue.objects.create(target=target, edition=row.edition, due_on=date(2025, 12, 31), value=1)
    return row


@pytest.mark.parametrize("count", [1, 3, 50])
def test_a_form_asks_eleven_queries_for_any_number_of_owners_and_targets(sides: Sides, count: int) -> None:
    row = enlarged(sides, count)
    client, url = reader(sides), reverse("plans:measure_amend", args=[row.measure.uuid])
    client.get(url)
    with assert_queries(11):
        seen = client.get(url).content.decode()
    assert seen.count(f">{row.lead}</option>") > count
    assert seen.count(f'<option value="{sides.parties["donor"].pk}" selected>') >= count


@pytest.mark.parametrize("count", [1, 3, 50])
def test_a_form_that_adds_to_an_open_amendment_asks_one_more(sides: Sides, count: int) -> None:
    row = enlarged(sides, count)
    propose(sides, added(sides, count))
    client, url = reader(sides), reverse("plans:measure_amend", args=[row.measure.uuid])
    client.get(url)
    with assert_queries(12):
        client.get(url)
    with assert_queries(9):  # a new measure has neither row, owners nor targets
        client.get(reverse("plans:amend_add", args=[sides.plan.uuid]))


def test_another_person_of_the_same_body_is_shown_before_anybody_agrees(sides: Sides) -> None:
    row = row_of(sides, "1.2")
    asked = given(row)
    other = replace(asked.owners[0], person="Иванова И. И.")
    changed = replace(asked, owners=(other, *asked.owners[1:]))
    propose(sides, [Proposed(ChangeKind.CHANGED, row.measure, changed)])
    seen: Any = reader(sides).get(reverse("plans:amendments", args=[sides.plan.uuid]))
    (change,) = seen.context["amendments"][0].changes
    assert [name for name, _, _ in change.fields] == ["owners"]
    assert "(Иванова И. И.)" in change.fields[0][2]
