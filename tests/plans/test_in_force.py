"""The edition in force: a newer document that not everybody has approved must change nobody's duties."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from promost.kit import clock
from promost.plans.models import Agreement, Edition, Measure, MeasureEdition, Owner, Party, Plan
from promost.plans.queries.in_force import edition_in_force, keys_in_force
from promost.plans.seats import owns
from tests.accounts.people import organisation

pytestmark = pytest.mark.django_db
START = datetime(2025, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def plan() -> Plan:
    agreement = Agreement.objects.create(number="1-F", date=date(2025, 1, 20))
    return Plan.objects.create(
        agreement=agreement, title="Plan", starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31), created_at=START
    )


def edition(plan: Plan, number: int, made: int, approved: int | None = None) -> Edition:
    """Make an edition so many days after the start, approved so many days after it."""
    approved_at = None if approved is None else START + timedelta(days=approved)
    return Edition.objects.create(
        plan=plan, number=number, made_at=START + timedelta(days=made), approved_at=approved_at
    )


def number_after(plan: Plan, days: int) -> int:
    return edition_in_force(plan, START + timedelta(days=days)).number


def test_a_newer_document_is_in_force_when_the_last_party_has_approved_it(plan: Plan) -> None:
    edition(plan, 1, made=0, approved=5)
    edition(plan, 2, made=40, approved=60)
    assert [number_after(plan, days) for days in (5, 39, 59, 60, 99)] == [1, 1, 1, 2, 2]


def test_a_plan_that_nobody_has_approved_yet_shows_its_newest_edition(plan: Plan) -> None:
    edition(plan, 1, made=0)
    edition(plan, 2, made=10)
    assert [number_after(plan, days) for days in (0, 9, 10)] == [1, 1, 2]


def test_before_the_first_edition_was_read_the_first_is_shown(plan: Plan) -> None:
    edition(plan, 1, made=10, approved=12)
    edition(plan, 2, made=20, approved=22)
    assert number_after(plan, -30) == 1


def test_without_a_moment_it_is_the_one_of_now_and_a_plan_without_editions_says_so(plan: Plan) -> None:
    with pytest.raises(Edition.DoesNotExist):
        edition_in_force(plan)
    edition(plan, 1, made=0, approved=1)
    edition(plan, 2, made=2)
    with clock.stopped(START + timedelta(days=30)):
        assert edition_in_force(plan).number == 1


def test_the_subquery_answers_the_same_for_many_plans(plan: Plan) -> None:
    first = edition(plan, 1, made=0, approved=5)
    edition(plan, 2, made=40)
    at = START + timedelta(days=50)
    assert list(Plan.objects.annotate(key=keys_in_force(at)).values_list("key", flat=True)) == [first.pk]
    assert edition_in_force(plan, at) == first


def test_an_owner_of_an_edition_that_waits_has_no_right_yet(plan: Plan) -> None:
    party = Party.objects.create(agreement=plan.agreement, side="donor", name="Donor", order=1)
    old, new = organisation("Ministry of Old"), organisation("Ministry of New")
    measure = Measure.objects.create(plan=plan, created_at=START)
    for number, approved, owner in ((1, 5, old), (2, None, new)):
        row = MeasureEdition.objects.create(
            measure=measure, edition=edition(plan, number, made=number, approved=approved), position=1, title="Meet"
        )
        Owner.objects.create(measure_edition=row, party=party, organisation=owner, position=1, written_as=owner.name)
    assert owns(old, measure)
    assert not owns(new, measure)


def test_a_measure_that_only_a_waiting_edition_has_gives_nobody_a_right(plan: Plan) -> None:
    party = Party.objects.create(agreement=plan.agreement, side="donor", name="Donor", order=1)
    owner = organisation("Ministry of New")
    edition(plan, 1, made=0, approved=5)
    measure = Measure.objects.create(plan=plan, created_at=START)
    row = MeasureEdition.objects.create(measure=measure, edition=edition(plan, 2, made=9), position=1, title="Meet")
    Owner.objects.create(measure_edition=row, party=party, organisation=owner, position=1, written_as=owner.name)
    assert not owns(owner, measure)
