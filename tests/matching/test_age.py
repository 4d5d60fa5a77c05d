"""Terms are counted as the Civil Code counts them, or an enterprise is refused a day early."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.matching.age import after_months, completed, latest_start


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 2, 29), 48, date(2024, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
        (date(2025, 12, 31), 12, date(2026, 12, 31)),
    ],
)
def test_a_term_ends_on_the_day_of_the_same_number_or_the_last_of_the_month(day: date, months: int, end: date) -> None:
    assert after_months(day, months) == end


def test_a_year_is_complete_on_the_anniversary_and_not_before() -> None:
    assert completed(date(2023, 11, 24), 36, date(2026, 11, 24))
    assert not completed(date(2023, 11, 25), 36, date(2026, 11, 24))


def test_terms_beyond_the_calendar_are_never_complete() -> None:
    assert not completed(date(9000, 1, 1), 12_000, date(9999, 12, 31))
    assert latest_start(12_000, date(900, 1, 1)) == 0
    with pytest.raises(OverflowError):
        after_months(date(9999, 12, 1), 1)
    with pytest.raises(OverflowError):
        after_months(date(1, 1, 1), -1)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_the_latest_start_is_the_last_day_that_is_old_enough(as_of: date, months: int) -> None:
    latest = date.fromordinal(latest_start(months, as_of))
    assert completed(latest, months, as_of)
    assert not completed(latest + timedelta(days=1), months, as_of)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 400), st.integers(0, 60))
def test_who_is_older_has_completed_whatever_the_younger_has(day: date, months: int, earlier: int) -> None:
    as_of = date(2026, 11, 24)
    if completed(day, months, as_of):
        assert completed(day - timedelta(days=earlier), months, as_of)


def test_the_last_day_of_the_calendar_is_no_obstacle() -> None:
    assert latest_start(0, date.max) == date.max.toordinal()
