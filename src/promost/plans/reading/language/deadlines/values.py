"""The typed value of a spreadsheet's cell as a term: a real date, or the bare number that a date is stored as."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from math import isfinite

from promost.plans.reading.document import Value

from .years import Period

_EPOCH = date(1899, 12, 30)
_SERIALS = (20000, 80000)
_NEAR = 11


def day_of(value: Value | None) -> date | None:
    """The day of a typed date; None for anything else."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def serial_day(value: Value | None, period: Period) -> date | None:
    """The day that a bare number stands for: the spreadsheet's count of days, or ddmmyy typed as a number.

    None for a number that is neither, or whose day lies nowhere near the plan's period.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return None
    if not isfinite(value) or value != int(value):
        return None
    number = int(value)
    counted = _EPOCH + timedelta(days=number) if _SERIALS[0] <= number <= _SERIALS[1] else None
    if counted is not None and _near(counted, period):
        return counted
    typed = _day_month_year(number)
    return typed if typed is not None and _near(typed, period) else None


def _near(day: date, period: Period) -> bool:
    if period is None:
        return 2000 <= day.year <= 2036
    return period[0].year - _NEAR < day.year < period[1].year + _NEAR


def _day_month_year(number: int) -> date | None:
    """51121 is 05.11.21, 201021 is 20.10.21."""
    digits = f"{number:06d}"
    if len(digits) != 6:
        return None
    try:
        return date(2000 + int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None
