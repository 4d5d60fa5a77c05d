"""A target at a moment: its points by reporting day, its figure now, how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from promost.progress.calculation import standing
from promost.progress.calculation.counted import Counted, figure
from promost.progress.calculation.kinds import Source, count
from promost.progress.calculation.rows import PlanLine, TargetRow
from promost.progress.calculation.windows import Window, can_make_up, is_published, reported_by, window_now, window_of
from promost.progress.shapes import Figure, Point, Standing, TargetProgress


def target_progress(source: Source, today: date) -> TargetProgress:
    """Return a target's progress. ``today`` is the day by whose calendar reporting days pass: the lead owner's, or the
    reader's for a target of the whole plan.
    """
    target, plan = source.target, source.plan
    windows = [_known(window_of(target, due), plan.day) for due, _ in target.values]
    *counted, now = count(source, [*windows, window_now(target, plan)])
    points = tuple(_point(target, plan, today, *each) for each in zip(range(len(counted)), counted, strict=True))
    promised = [point for point in points if point.promised is not None]
    over = [point for point in promised if reported_by(plan, target, point.due_on) < today]
    last = over[-1] if over else None
    shown = _now(target, now, last)
    return TargetProgress(
        target_id=target.key,
        uuid=target.uuid,
        measure_id=target.measure,
        label=target.label,
        unit=target.unit,
        okei=target.okei,
        comparator=target.comparator,
        cumulative=target.cumulative,
        indicator=target.indicator.code if target.indicator else "",
        indicator_name=target.indicator.name if target.indicator else "",
        confirmed=target.confirmed,
        breakdown=target.breakdown,
        scope=target.scope,
        points=points,
        figure=shown,
        standing=standing.of_target(points, last, shown, target.comparator, made_up=can_make_up(target)),
        last=last,
        next=promised[len(over)] if len(over) < len(promised) else None,
        changes=target.changes,
    )


def _known(window: Window, day: date) -> Window:
    """A day to come has a figure only as far as it is."""
    return window._replace(until=min(window.until, day))


def _point(target: TargetRow, plan: PlanLine, today: date, index: int, counted: Counted) -> Point:
    due_on, promised = target.values[index]
    is_over = reported_by(plan, target, due_on) < today
    is_asked = promised is not None
    shown = figure(counted, is_due=is_over and is_asked, is_over=due_on < today and is_asked)
    return Point(
        due_on=due_on,
        promised=promised,
        original=_original(target, index),
        figure=shown,
        standing=standing.of_point(promised, shown, target.comparator, is_over=is_over),
    )


def _original(target: TargetRow, index: int) -> Decimal | None:
    """What was promised first for the same day; where days were moved, for the value at the same place."""
    by_day = dict(target.original)
    due_on = target.values[index][0]
    if due_on in by_day or len(target.original) != len(target.values):
        return by_day.get(due_on)
    return target.original[index][1]


def _now(target: TargetRow, counted: Counted, last: Point | None) -> Figure:
    """The figure now. A published value is that of the last reporting day that passed: between two there is none."""
    if is_published(target) and last is not None:
        return last.figure
    return figure(counted, is_due=last is not None, is_over=last is not None)


def reached_on(source: Source, progress: TargetProgress) -> date | None:
    """Return the day on which the end of a target that is met was reached for good; None for one that is not met.

    A value that was reached, corrected away and reached again counts from the last time. "At most" is reached when its
    day is over.
    """
    end = next((point for point in reversed(progress.points) if point.promised is not None), None)
    if end is None or progress.standing != Standing.MET:
        return None
    if progress.comparator == "le":
        return end.due_on
    now = window_now(source.target, source.plan)
    until = min(end.due_on, now.until) if end.standing == Standing.MET else now.until
    since = window_of(source.target, end.due_on).since
    days = _days(source, until)
    counted = count(source, [Window(since, day) for day in days])
    return _last_turn(days, [standing.meets(each.value, end.promised, progress.comparator) for each in counted])


def _days(source: Source, until: date) -> list[date]:
    """The days up to one on which what counts may have changed."""
    indicator = source.target.indicator
    every = (indicator, *(indicator.parts or ())) if indicator else ()
    keys, levels = {each.key for each in every}, {each.level or each.key for each in every}
    days = {row.day for row in source.facts_in_scope if row.indicator in keys}
    days |= {row.ends_on for row in source.levels if row.indicator in levels}
    return sorted(day for day in days if day <= until)


def _last_turn(days: Sequence[date], kept: Sequence[bool]) -> date | None:
    """The first day of the last run in which the promise was kept."""
    found = None
    for day, is_kept, was_kept in zip(days, kept, [False, *kept], strict=False):
        if is_kept and not was_kept:
            found = day
    return found


def is_known(progress: TargetProgress) -> bool:
    """Tell whether figures can ever decide a target: it has an indicator and a value."""
    return bool(progress.indicator) and any(point.promised is not None for point in progress.points)


def is_missed(progress: TargetProgress) -> bool:
    """Tell whether something promised by a reporting day that has passed is not there; a promise of 0 is no risk."""
    lacking = progress.standing in {Standing.BEHIND, Standing.NOT_REPORTED}
    return lacking and progress.last is not None and bool(progress.last.promised)
