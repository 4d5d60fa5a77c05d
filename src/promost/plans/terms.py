"""Where a measure's term stands on a day. Pure: a term and a moment in, a state out.

The day is counted where the lead owner works. What was done is no matter of the term: whether a measure is late in
the end follows from facts and confirmations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from promost.kit.deadlines import Term
from promost.plans.reading.draft import DeadlineKind

SOON = 14
"""Days before the last one from which a term is near."""


class TermState(StrEnum):
    """Where a term stands."""

    WITHOUT = "without"
    """Without a deadline: never late, first on the attention list."""
    LATER = "later"
    """It has not begun."""
    RUNNING = "running"
    SOON = "soon"
    OVER = "over"
    OPEN = "open"
    """As needed, or after an event: it has no day of its own."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A term on a day: its state, the day it ends next (None for none), and the days left (negative after)."""

    state: TermState
    next_day: date | None = None
    days_left: int | None = None


def stand(
    kind: str, start: date | None, end: date | None, due_dates: Sequence[date], zone: ZoneInfo, at: datetime
) -> Standing:
    """Return where a term stands at a moment (aware), by its owner's calendar.

    Of several days the next one counts; when all have passed, the last.
    """
    if kind in {DeadlineKind.NONE, DeadlineKind.INVALID}:
        return Standing(TermState.WITHOUT)
    days = sorted(due_dates) or ([end] if end else [])
    if not days:
        return Standing(TermState.OPEN)
    here = at.astimezone(zone).date()
    next_day = next((day for day in days if day >= here), days[-1])
    left = Term(next_day, zone).days_left(at)
    return Standing(_state(start, here, left), next_day, left)


def _state(start: date | None, here: date, left: int) -> TermState:
    if left < 0:
        return TermState.OVER
    if left <= SOON:
        return TermState.SOON
    return TermState.LATER if start and start > here else TermState.RUNNING
