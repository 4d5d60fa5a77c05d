"""Checks of a term against itself and the plan's period: reversed, far out of range, past the end, before the start."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from promost.plans.reading.draft import Deadline, DeadlineKind
from promost.plans.reading.language.doubts import Doubts

from .years import Period

FAR_AFTER = 10
"""A term so many years after the plan's end is a slip of the keyboard (2052 for 2025)."""
FAR_BEFORE = 5
_YEARS_FAR_AFTER = 30
"""A term given in bare years ("2024–2042") is meant so sooner than one mistyped day."""
_PLAUSIBLE = (1990, 2060)
_DATED = frozenset({DeadlineKind.DUE, DeadlineKind.PERIOD, DeadlineKind.MULTIPLE})


def checked(deadline: Deadline, period: Period, doubts: Doubts) -> Deadline:
    """The deadline, marked invalid where its own days contradict each other or the plan."""
    days = [day for day in (deadline.start, deadline.end, *deadline.due_dates) if day is not None]
    if not days:
        return deadline
    far = _YEARS_FAR_AFTER if deadline.precision == "year" else FAR_AFTER
    odd = [day.year for day in days if not _plausible(day, period, far)]
    if odd:
        doubts.raise_("YEAR_OUT_OF_RANGE", year=str(odd[0]))
        return replace(deadline, kind=DeadlineKind.INVALID)
    if _reversed(deadline):
        doubts.raise_("DATE_REVERSED", start=_said(deadline.start), end=_said(deadline.end))
        return replace(deadline, kind=DeadlineKind.INVALID)
    if period is not None and deadline.end is not None and deadline.kind is not DeadlineKind.INVALID:
        _compare(deadline, deadline.end, period, doubts)
    return deadline


def _plausible(day: date, period: Period, far: int) -> bool:
    first, last = (period[0].year - FAR_BEFORE + 1, period[1].year + far - 1) if period else _PLAUSIBLE
    return first <= day.year <= last


def _reversed(deadline: Deadline) -> bool:
    spans = [(deadline.start, deadline.end), *((part.start, part.end) for part in deadline.parts)]
    return any(start is not None and end is not None and start > end for start, end in spans)


def _compare(deadline: Deadline, end: date, period: tuple[date, date], doubts: Doubts) -> None:
    if end > period[1] and (deadline.kind in _DATED or deadline.kind is DeadlineKind.RECURRING):
        doubts.raise_("BEYOND_PLAN_PERIOD", end=_said(end), period_end=_said(period[1]))
    if end < period[0]:
        doubts.raise_("BEFORE_PLAN_PERIOD", end=_said(end), period_start=_said(period[0]))


def _said(day: date | None) -> str:
    return "" if day is None else f"{day:%d.%m.%Y}"
