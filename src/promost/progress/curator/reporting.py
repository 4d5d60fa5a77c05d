"""By which day a plan's statement for a quarter is due, as the plan itself says. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from promost.progress.statements.quarters import Quarter, over


def last_quarter(starts_on: date, ends_on: date, today: date) -> Quarter | None:
    """Return the last quarter of a plan's period that is over by today; None before the first one is."""
    finished = [quarter for quarter in over(starts_on, today) if quarter.starts_on <= ends_on]
    return finished[-1] if finished else None


def due_on(reporting: Mapping[str, Any], quarter: Quarter) -> date | None:
    """Return the reporting day that follows a quarter: a date that the plan names, else its day of the next month.

    None where the plan names neither: nobody is late by a day that was never agreed.
    """
    named = sorted(date.fromisoformat(str(each)) for each in reporting.get("due_dates") or ())
    for day in named:
        if day > quarter.ends_on:
            return day
    number = reporting.get("due_day")
    if not isinstance(number, int) or number < 1:
        return None
    first = quarter.ends_on + timedelta(days=1)
    return first.replace(day=min(number, monthrange(first.year, first.month)[1]))
