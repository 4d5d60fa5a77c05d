"""How a figure stands against a promise. A promise kept and exceeded is kept, "exactly" among them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from promost.progress.shapes import Figure, FigureState, Point, Standing

MISSING = {
    FigureState.NOT_REPORTED: Standing.NOT_REPORTED,
    FigureState.NOT_DUE: Standing.NOT_DUE,
    FigureState.AWAITED: Standing.AWAITED,
    FigureState.UNKNOWN: Standing.UNKNOWN,
}


def meets(value: Decimal | None, promised: Decimal | None, comparator: str) -> bool:
    """Tell whether a value is there and keeps the promise."""
    if value is None or promised is None:
        return False
    return value <= promised if comparator == "le" else value >= promised


def of_point(promised: Decimal | None, figure: Figure, comparator: str, *, is_over: bool) -> Standing:
    """Return how a reporting day stands. "At most" is kept only when its day is over; a dash promises nothing."""
    if promised is None:
        return Standing.NOT_DUE
    if figure.value is None:
        return MISSING[figure.state]
    if meets(figure.value, promised, comparator):
        return Standing.MET if is_over or comparator != "le" else Standing.NOT_DUE
    return Standing.BEHIND if is_over else Standing.NOT_DUE


def of_target(points: Sequence[Point], last: Point | None, now: Figure, comparator: str, *, made_up: bool) -> Standing:
    """Return how a target stands: met in the end, else against the last reporting day that passed.

    What was behind on its day and has been made up since is on pace again, where that can be (``made_up``).
    """
    promised = [point for point in points if point.promised is not None]
    if not promised:
        return Standing.UNKNOWN if now.state == FigureState.UNKNOWN else Standing.NOT_DUE
    if is_kept(promised[-1], now, comparator, made_up=made_up):
        return Standing.MET
    if now.state == FigureState.UNKNOWN:
        return Standing.UNKNOWN
    if last is None:
        return Standing.NOT_DUE
    if is_kept(last, now, comparator, made_up=made_up):
        return Standing.ON_PACE
    return last.standing


def is_kept(point: Point, now: Figure, comparator: str, *, made_up: bool) -> bool:
    """Tell whether a point's promise is kept: on its day, or since, where it can be made up. "At most" cannot."""
    later = made_up and comparator != "le" and meets(now.value, point.promised, comparator)
    return point.standing == Standing.MET or later
