"""Repeats → the days they fall due within the plan's period, or within the term that the text sets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from promost.plans.reading.draft import Deadline, DeadlineKind
from promost.plans.reading.language.doubts import Doubts

from . import schedule
from .calendar import MONTHS, Days
from .nodes import DayRule, Event, Lead, Mark, Repeat, Term
from .years import Calendar


@dataclass(frozen=True, slots=True)
class Parts:
    """What a text that repeats consists of."""

    repeat: Repeat
    rule: DayRule | None
    event: Event | None
    terms: tuple[Term, ...]
    onward: Mark | None
    following: bool
    """Words such as "года, следующего за отчетным" stand in the text."""


def read_repeat(parts: Parts, calendar: Calendar, doubts: Doubts) -> Deadline:
    """The recurring deadline; raises ValueError for a day that does not exist, YearUnknown."""
    anchors, limits = _sorted_out(parts)
    within = _window(limits, calendar)
    recurrence = schedule.name(parts.repeat)
    if within is None:
        doubts.raise_("PERIOD_UNKNOWN")
        return Deadline(DeadlineKind.RECURRING, recurrence=recurrence, precision=recurrence)
    if parts.onward is not None and limits and parts.onward.first > limits[0].first:
        return _then_on(parts, limits[0], calendar, recurrence)
    dates = _dates(parts, anchors, within, calendar)
    return Deadline(DeadlineKind.RECURRING, *within, dates, recurrence=recurrence, precision=recurrence)


def _sorted_out(parts: Parts) -> tuple[list[Term], list[Term]]:
    """Terms that name the day within each year ("ежегодно, до 1 декабря"), and those that limit the repeat."""
    yearly = schedule.step_months(parts.repeat) >= 12 or (parts.repeat.unit == "year" and len(parts.terms) > 0)
    anchors = [term for term in parts.terms if yearly and _each_year(term)]
    return anchors, [term for term in parts.terms if term not in anchors]


def _each_year(term: Term) -> bool:
    point = term.end or term.start
    return point.year is None and point.grain != "year" and term.lead in {Lead.NAMED, Lead.BY}


def _window(limits: Sequence[Term], calendar: Calendar) -> Days | None:
    """The days within which it repeats: the plan's period, cut by the terms that stand beside the repeat."""
    first, last = calendar.period or (None, None)
    starts, ends = [], []
    for term in limits:
        start, end = calendar.resolve(term)
        starts += [start] if start else []
        ends += [end] if end else []
    first = min(starts) if starts else first
    last = max(ends) if ends else last
    if first is None and last is not None:
        first = date(last.year, 1, 1)
    return (first, last) if first is not None and last is not None and first <= last else None


def _dates(parts: Parts, anchors: Sequence[Term], within: Days, calendar: Calendar) -> tuple[date, ...]:
    if anchors:
        return _each_years(anchors, within, shift=int(parts.following), calendar=calendar)
    if parts.event is not None and parts.event.amount > 0:
        return schedule.after_each(parts.repeat, parts.event, within)
    return schedule.due_dates(parts.repeat, parts.rule, within)


def _each_years(anchors: Sequence[Term], within: Days, *, shift: int, calendar: Calendar) -> tuple[date, ...]:
    """The last day of each anchor in every year of the window; ``shift`` 1 for the year that follows."""
    found = set()
    for year in range(within[0].year, within[1].year + 1):
        for term in anchors:
            point = term.end or term.start
            told = year + shift + (point.ahead or 0)
            dated = replace(term, start=replace(term.start, year=told), end=term.end and replace(term.end, year=told))
            start, end = calendar.resolve(dated)
            day = end or start
            if day is not None and (told != year or within[0] <= day <= within[1]):
                found.add(day)
    return tuple(sorted(found))


def _then_on(parts: Parts, first: Term, calendar: Calendar, recurrence: str) -> Deadline:
    """Such as "до 1 июля 2025 г., далее ежеквартально": the first day, then the ends of periods after it."""
    start, end = calendar.resolve(first)
    day = end or start
    last = calendar.period[1] if calendar.period else None
    if parts.repeat.unit == "year" and day is not None:
        years = range(day.year, (last or day).year + 1)
        anchored = tuple(day.replace(year=year, day=min(day.day, 28) if day.month == 2 else day.day) for year in years)
        dates: tuple[date, ...] = tuple(one for one in anchored if one == day or one <= (last or day))
        return Deadline(
            DeadlineKind.RECURRING, start or day, dates[-1], dates, recurrence=recurrence, precision=recurrence
        )
    dates = (day,) if day else ()
    if day is not None and last is not None and last > day:
        after = schedule.due_dates(parts.repeat, parts.rule, (day, last))
        dates = (day, *(one for one in after if one > day))
    return Deadline(
        DeadlineKind.RECURRING, start or day, max((last or day, day)) if day else last, dates,
        recurrence=recurrence, precision=recurrence,
    )  # fmt: skip


def repeat_of(rule: DayRule) -> Repeat:
    """The repeat that a day rule alone implies: "до 5 числа каждого месяца"."""
    unit = rule.unit if rule.unit in MONTHS else "month"
    return Repeat(rule.first, rule.last, rule.depth, 1, 1, unit)
