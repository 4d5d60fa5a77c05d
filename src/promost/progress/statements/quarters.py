"""The quarters for which statements are drawn. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)


class Quarter(NamedTuple):
    """A calendar quarter, both days included."""

    starts_on: date
    ends_on: date

    @property
    def number(self) -> int:
        """Which of the year: 1 to 4."""
        return (self.ends_on.month + 2) // 3


def quarter_of(day: date) -> Quarter:
    """Return the quarter of a day."""
    first = (day.month - 1) // 3 * 3 + 1
    starts_on = date(day.year, first, 1)
    following = date(day.year + 1, 1, 1) if first == 10 else date(day.year, first + 3, 1)
    return Quarter(starts_on, following - DAY)


def following(quarter: Quarter) -> Quarter:
    """Return the next quarter."""
    return quarter_of(quarter.ends_on + DAY)


def over(starts_on: date, today: date) -> tuple[Quarter, ...]:
    """Return the quarters since a day that are over by today, in order."""
    found, each = [], quarter_of(starts_on)
    while each.ends_on < today:
        found.append(each)
        each = following(each)
    return tuple(found)
