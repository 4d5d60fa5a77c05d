"""A term is judged by its owner's calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from promost.plans.reading.draft import DeadlineKind
from promost.plans.terms import TermState, stand

MAGADAN, MOSCOW = ZoneInfo("Asia/Magadan"), ZoneInfo("Europe/Moscow")


def test_a_deadline_is_over_in_magadan_while_moscow_still_has_its_last_day() -> None:
    evening = datetime(2025, 6, 30, 14, 0, tzinfo=UTC)  # 17:00 in Moscow, 01:00 on 1 July in Magadan
    last = date(2025, 6, 30)
    assert stand(DeadlineKind.DUE, None, last, (), MAGADAN, evening).state is TermState.OVER
    assert stand(DeadlineKind.DUE, None, last, (), MOSCOW, evening).days_left == 0


@pytest.mark.parametrize("kind", [DeadlineKind.NONE, DeadlineKind.INVALID])
def test_what_has_no_readable_deadline_is_never_late(kind: DeadlineKind) -> None:
    where = stand(kind, None, date(2020, 1, 1), (), MAGADAN, datetime(2025, 6, 30, tzinfo=UTC))
    assert (where.state, where.next_day, where.days_left) == (TermState.WITHOUT, None, None)


def test_of_several_days_the_next_one_counts_and_after_all_the_last() -> None:
    days = (date(2025, 3, 31), date(2025, 6, 30))
    spring = stand(DeadlineKind.RECURRING, None, None, days, MOSCOW, datetime(2025, 4, 1, tzinfo=UTC))
    autumn = stand(DeadlineKind.RECURRING, None, None, days, MOSCOW, datetime(2025, 9, 1, tzinfo=UTC))
    assert spring.next_day == date(2025, 6, 30)
    assert (autumn.next_day, autumn.state) == (date(2025, 6, 30), TermState.OVER)


def test_a_period_that_has_not_begun_is_told_from_one_under_way() -> None:
    at = datetime(2025, 2, 1, tzinfo=UTC)
    later = stand(DeadlineKind.PERIOD, date(2025, 4, 1), date(2025, 6, 30), (), MOSCOW, at)
    running = stand(DeadlineKind.PERIOD, date(2025, 1, 1), date(2025, 6, 30), (), MOSCOW, at)
    assert (later.state, running.state) == (TermState.LATER, TermState.RUNNING)


def test_a_term_as_needed_has_no_day_and_is_not_without_a_deadline() -> None:
    where = stand(DeadlineKind.ON_DEMAND, None, None, (), MOSCOW, datetime(2025, 2, 1, tzinfo=UTC))
    assert where.state is TermState.OPEN
