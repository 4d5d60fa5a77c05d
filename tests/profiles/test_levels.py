"""What was known at a moment stays what was known then, whatever is added later; the newest release holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promost.accounts.actors import OPERATOR
from promost.kit import clock
from promost.kit.moments import Moment
from promost.profiles import queries
from promost.profiles.actions import observe, observing
from promost.profiles.models import Observation
from promost.profiles.queries import levels, releases_of
from promost.registry.actions import merge
from promost.registry.models import Organisation
from tests.accounts.people import organisation
from tests.kit.tables import at_once
from tests.profiles.conftest import Add, Levels, indicator

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
QUARTERS = [
    (date(2025, 1, 1), date(2025, 3, 31)),
    (date(2025, 1, 1), date(2025, 6, 30)),
    (date(2025, 1, 1), date(2025, 9, 30)),
]


@dataclass(frozen=True)
class Given:
    """A level somebody adds: hours after the start, which period, its value."""

    hour: int
    period: int
    value: int


givens = st.lists(st.builds(Given, st.integers(0, 400), st.integers(0, 2), st.integers(0, 50)), max_size=8).map(
    lambda several: sorted(several, key=lambda each: each.hour)
)


def add_all(several: list[Given], body: Organisation) -> None:
    """Add levels one after the other, each at its hour, from a release of its day."""
    for each in several:
        at = START + timedelta(hours=each.hour)
        starts_on, ends_on = QUARTERS[each.period]
        with clock.stopped(at):
            observe(
                OPERATOR, indicator=indicator("HEADCOUNT"), organisation=body, starts_on=starts_on, ends_on=ends_on,
                value=Decimal(each.value), source="P-4", released_on=at.date(), token=uuid4(), is_checked=True,
            )  # fmt: skip


def known(at: Moment) -> dict[date, Decimal]:
    """What held at a moment, by the period's end."""
    rows = list(levels(at))
    assert len({row.ends_on for row in rows}) == len(rows), "a period stands once"
    return {row.ends_on: row.value for row in rows}


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(givens, st.integers(0, 400))
def test_the_answer_as_of_a_past_moment_never_changes(several: list[Given], hour: int) -> None:
    with transaction.atomic():
        body, at = organisation(), Moment(date(2025, 12, 31), START + timedelta(hours=hour))
        before = [each for each in several if each.hour <= hour]
        add_all(before, body)
        answer = known(at)
        add_all([each for each in several if each.hour > hour], body)
        assert known(at) == answer
        assert answer == {QUARTERS[each.period][1]: each.value for each in before}, "the newest release holds"
        assert Observation.objects.filter(organisation=body).count() == len(several), "nothing is lost"
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_day_asks_for_periods_that_were_over(add: Add) -> None:
    add()
    add(ends_on=date(2025, 6, 30), released_on=date(2025, 7, 20), value=Decimal(130))
    assert known(Moment(date(2025, 5, 1), clock.now())) == {date(2025, 3, 31): 120}
    assert known(Moment(date(2025, 7, 1), clock.now())) == {date(2025, 3, 31): 120, date(2025, 6, 30): 130}


@pytest.mark.django_db
def test_levels_are_asked_of_some_subjects_in_one_query(
    add: Add, levels_of: None, django_assert_num_queries: Any
) -> None:
    at = Moment(date(2025, 12, 31), clock.now())
    bodies = list(Observation.objects.exclude(organisation=None).values_list("organisation", flat=True))
    for asked, count in (({}, 2), ({"regions": ["RU-MAG"]}, 1), ({"organisations": bodies}, 1)):
        with django_assert_num_queries(1):
            assert len(levels(at, **asked)) == count
    assert len(levels(at, regions=["RU-MAG"], organisations=bodies)) == 2
    assert len(levels(at, indicators=[indicator("SHIPPED")])) == 0


@pytest.fixture
def levels_of(add: Add, levels: Levels) -> None:
    """Add a level of the plant and one of its region."""
    add()
    add(levels.officer, region=levels.region)


@pytest.mark.django_db
def test_every_release_of_a_subject_is_shown_with_what_took_its_place(add: Add, levels: Levels) -> None:
    first = add()
    second = add(value=Decimal(121), released_on=date(2025, 6, 1))
    rows = releases_of(levels.plant)
    assert rows == [second, first]
    assert rows[1].superseded_by == second


@pytest.mark.django_db
def test_the_levels_of_a_former_entry_are_those_of_the_organisation_it_was_merged_into(
    add: Add, levels: Levels
) -> None:
    other = organisation("Plant, as another document writes it")
    former = add(OPERATOR, organisation=other)
    merge(OPERATOR, other, levels.plant)
    revised = add(value=Decimal(125), released_on=date(2025, 6, 1))
    assert revised.supersedes == former
    assert releases_of(levels.plant) == [revised, former]
    at = Moment(date(2025, 12, 31), clock.now())
    assert [each.value for each in queries.levels(at, organisations=[levels.plant.pk])] == [125]


def adding_at_once(tokens: int) -> list[Any]:
    """Let several add the same period's level at one moment."""
    body, headcount = organisation(), indicator("HEADCOUNT")

    def deed(number: int) -> Callable[[Barrier], object]:
        def add_one(barrier: Barrier) -> object:
            barrier.wait(10)
            return observe(
                OPERATOR, indicator=headcount, organisation=body, starts_on=date(2025, 1, 1), ends_on=date(2025, 3, 31),
                value=Decimal(100 + number), source="P-4", released_on=date(2025, 4, 20), token=uuid4(),
            )  # fmt: skip

        return add_one

    return at_once([deed(number) for number in range(tokens)])


@pytest.mark.django_db(transaction=True)
def test_two_who_add_one_period_at_once_stand_one_after_the_other() -> None:
    outcomes = adding_at_once(3)
    assert all(isinstance(each, Observation) for each in outcomes), outcomes
    assert Observation.objects.filter(supersedes=None).count() == 1
    assert Observation.objects.filter(superseded_by=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_looking_again_one_of_them_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: whoever was overtaken is not tried again."""
    monkeypatch.setattr(observing, "TRIES", 0)
    stale = Barrier(3)
    look = queries.newest

    def look_together(*asked: Any) -> Observation | None:
        found = look(*asked)
        if not stale.broken:
            try:
                stale.wait(1)
            except Exception:  # noqa: BLE001 - a database that lets one in at a time holds the others out
                stale.abort()
        return found

    monkeypatch.setattr(observing, "newest", look_together)
    outcomes = adding_at_once(3)
    lost = [each for each in outcomes if isinstance(each, IntegrityError)]
    assert bool(lost) == (connection.vendor == "postgresql"), "SQLite lets in one writer at a time"
    assert Observation.objects.filter(supersedes=None).count() == 1, "the database itself keeps one line of releases"
