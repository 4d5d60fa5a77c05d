"""Whether a target was lowered after what had come fell short of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from promost.progress.calculation.standing import meets
from promost.progress.shapes import Figure, FigureState, Lowering, Standing, TargetProgress

_BY_STANDING = {
    Standing.BEHIND: Lowering.SHORT,
    Standing.NOT_REPORTED: Lowering.NOT_REPORTED,
    Standing.AWAITED: Lowering.UNKNOWN,
    Standing.UNKNOWN: Lowering.UNKNOWN,
}
_ORDER = (Lowering.NONE, Lowering.KEPT, Lowering.UNKNOWN, Lowering.NOT_REPORTED, Lowering.SHORT)
"""What weighs more comes later: a change of several values is judged by the worst."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How a lowering is judged, and the figure by which: None where nothing was due yet."""

    lowering: Lowering
    figure: Figure | None = None


def judged(before: TargetProgress, lowered: Iterable[tuple[date, Decimal | None]], agreed_on: date) -> Judged:
    """Judge a change that was agreed on a day. ``before`` is the target as the edition before promised it, on the eve
    and as known then; ``lowered`` are the values that were made easier: day and old value.

    A value whose day had passed, or whose last month had begun, is compared with the figure by its day as it was known.
    An earlier change is judged by how the target stood against the last reporting day that had passed; where none had,
    nothing can have fallen short.
    """
    every = [_judged(before, day, old, agreed_on) for day, old in lowered]
    return max(every, key=lambda each: _ORDER.index(each.lowering), default=Judged(Lowering.NONE))


def _judged(before: TargetProgress, day: date, old: Decimal | None, agreed_on: date) -> Judged:
    if agreed_on < day.replace(day=1):
        found = _BY_STANDING.get(before.standing, Lowering.KEPT)
        return Judged(found, before.last.figure if before.last else None)
    figure = next((point.figure for point in before.points if point.due_on == day), before.figure)
    return Judged(_compared(figure, old, before.comparator), figure)


def _compared(figure: Figure, old: Decimal | None, comparator: str) -> Lowering:
    if figure.value is not None:
        return Lowering.KEPT if meets(figure.value, old, comparator) else Lowering.SHORT
    nothing = figure.state in {FigureState.NOT_REPORTED, FigureState.NOT_DUE}
    return Lowering.NOT_REPORTED if nothing else Lowering.UNKNOWN
