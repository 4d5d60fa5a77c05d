"""Asking as of a past day: what a page shows for it must not change with the hour at which it is asked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from promost.kit import clock
from promost.kit.moments import Moment

MAGADAN, MOSCOW = ZoneInfo("Asia/Magadan"), ZoneInfo("Europe/Moscow")
EVENING = datetime(2025, 6, 30, 20, 0, tzinfo=MOSCOW)
"""20:00 in Moscow: in Magadan it is 4:00 of the next day."""


def test_now_is_the_day_of_whoever_asks() -> None:
    with clock.stopped(EVENING):
        assert Moment.now(MOSCOW) == Moment(date(2025, 6, 30), EVENING)
        assert Moment.now(MAGADAN).day == date(2025, 7, 1)


def test_a_past_day_ends_at_its_midnight_in_the_zone() -> None:
    with clock.stopped(EVENING):
        asked = Moment.as_of(date(2025, 6, 29), MAGADAN)
    assert asked == Moment(date(2025, 6, 29), datetime(2025, 6, 29, 13, 0, tzinfo=UTC))


def test_a_past_day_is_the_same_whenever_it_is_asked() -> None:
    answers = set()
    for hour in (1, 12, 23):
        with clock.stopped(datetime(2025, 7, 5, hour, tzinfo=UTC)):
            answers.add(Moment.as_of(date(2025, 6, 29), MAGADAN))
    assert len(answers) == 1


@pytest.mark.parametrize("day", [date(2025, 6, 30), date(2025, 12, 31)])
def test_a_day_that_is_not_over_shows_what_is_known_now(day: date) -> None:
    with clock.stopped(EVENING):
        assert Moment.as_of(day, MOSCOW) == Moment.now(MOSCOW)


def test_a_moment_that_says_no_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no zone"):
        Moment(date(2025, 6, 30), datetime(2025, 6, 30, 12))  # noqa: DTZ001 - the very thing that is refused
