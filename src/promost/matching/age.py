"""Completed months between two days, as the Civil Code counts terms (articles 192 and 193 of Part One).

A term of months ends on the day of the same number; where the last month has no such day, on its last day. So who was
founded on 29 February 2020 is one year old on 28 February 2021.
"""

import calendar
from datetime import date, timedelta


def after_months(day: date, months: int) -> date:
    """The day on which ``months`` are completed. Raises ``OverflowError`` outside the years 1 to 9999."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(year)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def completed(day: date, months: int, as_of: date) -> bool:
    """Whether ``months`` have been completed since ``day`` on the day ``as_of``."""
    try:
        return after_months(day, months) <= as_of
    except OverflowError:
        return False


def latest_start(months: int, as_of: date) -> int:
    """The ordinal of the last day since which ``months`` are completed on ``as_of``; 0 if there is none."""
    try:
        day = after_months(as_of, -months)
    except OverflowError:
        return 0
    while day < date.max and completed(day + timedelta(days=1), months, as_of):
        day += timedelta(days=1)
    return day.toordinal()
