"""A plan at a moment: its measures, its own targets, its reporting days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from promost.progress.calculation.kinds.source import source_of
from promost.progress.calculation.measures import measure_progress
from promost.progress.calculation.rows import MeasureLine, PlanLine, Pools, TargetRow
from promost.progress.calculation.targets import target_progress
from promost.progress.shapes import NoteLine, PlanProgress

MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
NO_NOTES: Mapping[int, NoteLine] = {}


def plan_progress(
    plan: PlanLine,
    lines: Iterable[MeasureLine],
    promised: Sequence[TargetRow],
    pools: Pools,
    completion: int | None,
    notes: Mapping[int, NoteLine] = NO_NOTES,
) -> PlanProgress:
    """Return a plan's progress. ``completion`` is the key of the indicator of completion documents; ``notes`` are the
    newest of each measure.
    """
    of_measure: dict[int | None, list[TargetRow]] = defaultdict(list)
    for target in promised:
        of_measure[target.measure].append(target)
    return PlanProgress(
        plan_id=plan.key,
        edition=plan.edition,
        day=plan.day,
        measures={
            line.key: measure_progress(line, of_measure[line.key], plan, pools, completion, notes.get(line.key))
            for line in lines
        },
        targets=tuple(target_progress(source_of(target, plan, pools), plan.day) for target in of_measure[None]),
        reporting=plan.reporting,
    )


def reporting_days(
    reporting: Mapping[str, Any], starts_on: date, ends_on: date, promised: Iterable[TargetRow]
) -> tuple[date, ...]:
    """Return the plan's own reporting days: the ends of its quarters where the document says "quarterly".

    A document that says nothing is taken at its values: the days of its target indicators.
    """
    step = MONTHS.get(str(reporting.get("recurrence") or ""))
    if step is None:
        days = {day for target in promised if target.measure is None for day, _ in target.values}
        return tuple(sorted(days))
    months = range(starts_on.year * 12, ends_on.year * 12 + 12)
    ends = (_month_end(month) for month in months if (month + 1) % step == 0)
    inside = [day for day in ends if starts_on <= day < ends_on]
    return (*inside, ends_on)


def report_days(reporting: Mapping[str, Any]) -> tuple[date, ...]:
    """Return the days by which reports are due, as the document has them, in order."""
    return tuple(sorted(date.fromisoformat(day) for day in reporting.get("due_dates") or ()))


def _month_end(month: int) -> date:
    """The last day of a month counted from the year 0."""
    following = month + 1
    return date(following // 12, following % 12 + 1, 1) - timedelta(days=1)
