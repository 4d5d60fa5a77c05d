"""From which day to which a value counts, and by which day it has to be reported."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from promost.progress.calculation.rows import PlanLine, TargetRow

DAY = timedelta(days=1)


class Window(NamedTuple):
    """Facts from ``since`` (None: from the beginning) up to ``until`` count, both days included."""

    since: date | None
    until: date


def window_of(target: TargetRow, day: date) -> Window:
    """Return the window of a target's value by ``day``.

    A cumulative value, and a level, count from the beginning. Another counts its year; where a year has several values,
    each counts from the one before it.
    """
    if is_running(target):
        return Window(None, day)
    new_year = date(day.year, 1, 1)
    before = [due + DAY for due, _ in target.values if new_year <= due < day]
    return Window(max(before, default=new_year), day)


def window_now(target: TargetRow, plan: PlanLine) -> Window:
    """Return the window of the figure now: that of the value to come, as far as the day; in the end the last one's.

    Under a measure all counts that was done, however late; in wider scopes nothing after the plan and its values.
    """
    days = [due for due, _ in target.values]
    last = plan.day if target.scope == "measure" else min(plan.day, max([plan.ends_on, *days]))
    if is_running(target):
        return Window(None, last)
    coming = next((due for due in days if due >= last), None)
    if coming is None and days:
        return Window(window_of(target, days[-1]).since, last if target.scope == "measure" else days[-1])
    return Window(window_of(target, coming or last).since, last)


def is_running(target: TargetRow) -> bool:
    """Tell whether a later figure contains the earlier ones: a cumulative value, or the level of a stock or a gain."""
    return target.cumulative or (target.indicator is not None and target.indicator.kind in {"stock", "gain"})


def can_make_up(target: TargetRow) -> bool:
    """Tell whether what was behind on its day can be made up later: not by a value published for another day."""
    return is_running(target) and not is_published(target)


def is_published(target: TargetRow) -> bool:
    """Tell whether the figure is a published value."""
    return target.indicator is not None and target.indicator.kind == "observed"


def reported_by(plan: PlanLine, target: TargetRow, day: date) -> date:
    """Return the day by which a value has to be reported: the plan's report after a reporting day, else the day itself.

    A measure's target is due with the measure: its deadline is the last day for its figure too.
    """
    if target.measure is not None or day not in plan.reporting:
        return day
    return next((due for due in plan.reported_by if due >= day), day)
