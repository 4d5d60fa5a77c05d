"""The days that a point of the calendar covers, once its year is known."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from .nodes import Point

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
"""Months of each grain that divides a year."""
_SEASONS = {1: (3, 5), 2: (6, 8), 3: (9, 11), 4: (12, 14)}
"""First and last month; winter runs into the next year."""
_WEEK_STARTS = (1, 8, 15, 22, 29)
_HALF_MONTH = 15

Days = tuple[date, date]


def month_end(year: int, month: int) -> date:
    """The last day of a month; months past 12 run into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def days(point: Point, year: int) -> Days:
    """First and last day of ``point`` in ``year``, both inclusive.

    Raises ValueError for a day, month, quarter, half, decade or week that does not exist.
    """
    first, last = _whole(point, year)
    return _portion(point, first, last) if point.portion else (first, last)


def _whole(point: Point, year: int) -> Days:
    if point.grain == "day":
        day = date(year, point.month or 0, point.index)
        return day, day
    if point.grain in {"decade", "halfmonth", "week"}:
        return _in_month(point, year)
    if point.grain == "season":
        first, last = _SEASONS[point.index]
        return date(year, first, 1), month_end(year, last)
    if point.grain == "academic":
        return date(year, 9, 1), date(year + 1, 6, 30)
    if point.grain == "biennium":
        return date(year, 1, 1), date(year + 1, 12, 31)
    if point.grain == "months":
        return date(year, 1, 1), month_end(year, point.index)
    length = MONTHS[point.grain]
    last_month = 12 if point.grain == "year" else point.index * length
    if not length <= last_month <= 12:
        raise ValueError(f"There is no {point.grain} {point.index} in a year.")
    return date(year, last_month - length + 1, 1), month_end(year, last_month)


def _in_month(point: Point, year: int) -> Days:
    """A decade, half or week of a month; a week without a month is a week of the year (ISO 8601)."""
    if point.grain == "halfmonth" and point.index > 2:
        raise ValueError(f"There is no half {point.index} of a month.")
    if point.month is None:
        monday = date.fromisocalendar(year, point.index, 1)
        return monday, monday + timedelta(days=6)
    end = month_end(year, point.month)
    if point.grain == "week" and point.index < 0:
        return end - timedelta(days=6), end
    if point.grain == "week":
        first = date(year, point.month, _WEEK_STARTS[point.index - 1])
        return first, min(first + timedelta(days=6), end)
    if point.grain == "halfmonth":
        return (end.replace(day=1), end.replace(day=_HALF_MONTH)) if point.index == 1 else (end.replace(day=16), end)
    if not 1 <= point.index <= 3:
        raise ValueError(f"There is no decade {point.index} in a month.")
    first = end.replace(day=10 * point.index - 9)
    return first, end if point.index == 3 else first + timedelta(days=9)


def _portion(point: Point, first: date, last: date) -> Days:
    """The beginning, the middle or the end of a stretch: a decade of a month, a third or a quarter of a longer one."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 1:
        cuts = {"early": (first, first.replace(day=min(10, last.day)))}
        cuts["mid"] = (first.replace(day=min(11, last.day)), first.replace(day=min(20, last.day)))
        return cuts.get(point.portion, (last.replace(day=min(21, last.day)), last))
    part = max(months // 4 if months == 12 else months // 3, 1)
    if point.portion == "early":
        return first, month_end(first.year, first.month + part - 1)
    if point.portion == "mid":
        lead = (months - part) // 2
        return month_end(first.year, first.month + lead - 1) + timedelta(days=1), month_end(
            first.year, first.month + lead + part - 1
        )
    return month_end(last.year, last.month - part) + timedelta(days=1), last


def due_day(point: Point, year: int) -> date:
    """The day that "by ``point``" means: its last; for its beginning the first, for its middle the middle one."""
    first, last = days(point, year)
    if point.portion == "early":
        return first
    if point.portion == "mid":
        return first + (last - first) // 2
    return last
