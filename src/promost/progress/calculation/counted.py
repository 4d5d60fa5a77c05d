"""What the records say in a window, before anybody asks whether something was due."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from promost.progress.shapes import Figure, FigureState

UNKNOWN, AWAITED = FigureState.UNKNOWN, FigureState.AWAITED


@dataclass(frozen=True, slots=True)
class Counted:
    """A value with what stands behind it. Without one ``missing`` tells why: unknown, awaited, or nothing recorded."""

    value: Decimal | None = None
    missing: FigureState | None = None
    facts: int = 0
    contributors: int = 0
    by_hand: Decimal | None = None
    release: str = ""
    parts: tuple[Decimal, Decimal] | None = None
    unknown: int = 0


NOTHING = Counted()
CANNOT_TELL = Counted(missing=UNKNOWN)


def figure(counted: Counted, *, is_due: bool, is_over: bool) -> Figure:
    """Return the figure. ``is_due`` tells whether a value had to be reported, ``is_over`` whether its day passed."""
    return Figure(
        state=_state(counted, is_due=is_due, is_over=is_over),
        value=counted.value,
        by_hand=counted.by_hand,
        contributors=counted.contributors,
        facts=counted.facts,
        release=counted.release,
        parts=counted.parts,
        unknown=counted.unknown,
    )


def _state(counted: Counted, *, is_due: bool, is_over: bool) -> FigureState:
    if counted.value is not None:
        return FigureState.REPORTED if counted.value else FigureState.ZERO
    if counted.missing == UNKNOWN:
        return UNKNOWN
    if counted.missing == AWAITED:
        return AWAITED if is_over else FigureState.NOT_DUE
    return FigureState.NOT_REPORTED if is_due else FigureState.NOT_DUE
