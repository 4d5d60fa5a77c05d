"""Measures counted by what became of them: the table of a progress report."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from promost.progress.queries import plan_progress
from promost.progress.summary import By, Counts, Outcome, counts, counts_by, places_of
from tests.progress.programme import NOVEMBER, QUARTERS, Programme, indicator

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    """Return a plan with a measure of each outcome."""
    made = Programme.build()
    trained = indicator("TRAINED_T")
    in_time, later, late = (made.measure(QUARTERS[1]) for _ in range(3))
    for measure in (in_time, later, late):
        made.target(trained, 5, measure=measure)
    made.fact(trained, date(2025, 6, 1), 5, measure=in_time)
    made.fact(trained, date(2025, 8, 1), 5, measure=later)
    made.fact(trained, date(2025, 6, 1), 2, measure=late)
    made.measure(QUARTERS[0])
    made.measure(QUARTERS[3])
    made.measure(None, deadline_kind="none")
    return made


def test_each_measure_has_one_outcome(programme: Programme) -> None:
    counted = counts(plan_progress(programme.plan, NOVEMBER).measures.values())
    each = (Outcome.IN_TIME, Outcome.LATER, Outcome.LATE, Outcome.NOT_OCCURRED, Outcome.NOT_DUE, Outcome.WITHOUT)
    assert [counted[outcome] for outcome in each] == [1] * 6
    assert (counted.planned, counted.due) == (6, 4)
    assert counted.on_time == Decimal("0.25")


def test_nothing_due_is_no_share_rather_than_none_in_time() -> None:
    assert Counts({Outcome.NOT_DUE: 3}).on_time is None


def test_measures_are_counted_by_section_direction_party_and_executor(programme: Programme) -> None:
    progress, places = plan_progress(programme.plan, NOVEMBER), places_of(programme.edition)
    by_party = counts_by(By.PARTY, progress.measures, places)
    assert {name: each.planned for name, each in by_party.items()} == {"Ministry of RU-MAG": 6, "Ministry of RU-MOW": 6}
    assert sum(each.planned for each in counts_by(By.SECTION, progress.measures, places).values()) == 6
    assert set(counts_by(By.EXECUTOR, progress.measures, places)) == {"Ministry of RU-MAG", "Ministry of RU-MOW"}
    assert set(counts_by(By.DIRECTION, progress.measures, places)) == {""}
