"""A figure by reporting day, small enough for a table's cell: the line of what came, the steps of what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.utils.safestring import SafeString
from django.utils.translation import gettext, override

from promost.kit import formats
from promost.kit.charts.svg import element
from promost.kit.components.kinds import Kind

WIDTH, HEIGHT = 160.0, 44.0
EDGE = 5.0
"""Room left at each side, so that a point at the edge is whole."""


@dataclass(frozen=True, slots=True)
class Step:
    """A reporting day: what is promised by it (None for a dash) and the figure (None where there is none).

    ``word`` says why there is none ("not reported", "awaited", "not due yet"), ``state`` and ``kind`` how the figure
    stands against the promise, ``original`` what was promised first where that was something else.
    """

    due_on: date
    promised: Decimal | int | None
    value: Decimal | int | None
    word: str = ""
    state: str = ""
    kind: Kind = "neutral"
    original: Decimal | int | None = None


def draw(steps: Sequence[Step], label: str, unit: str = "", language: str | None = None) -> SafeString:
    """Draw the steps in the order of their days. A zero is a point; where there is no figure the line has a gap.

    ``label`` names the figure; the drawing's text alternative tells every day in words. "" for no steps at all.
    """
    if not steps:
        return SafeString("")
    with override(language or formats.resolve()):
        ordered = sorted(steps, key=lambda step: step.due_on)
        return element(
            "svg",
            element("title", told(ordered, label, unit)),
            *_promises(ordered),
            *_line(ordered),
            *_points(ordered),
            viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
            class_="spark",
            role="img",
        )


def told(steps: Sequence[Step], label: str, unit: str = "") -> str:
    """Say the same in words: "Residents: 30 June 2025 – 3 of 4 units; 31 December 2025 – not due yet of 8 units"."""
    lines = (f"{formats.day(step.due_on)} – {_said(step, unit)}" for step in steps)
    return f"{label}: {'; '.join(lines)}"


def _said(step: Step, unit: str) -> str:
    figure = step.word or gettext("not reported") if step.value is None else formats.number(step.value)
    if step.promised is None:
        return figure
    return gettext("%(done)s of %(total)s") % {"done": figure, "total": formats.amount(step.promised, unit)}


def _places(steps: Sequence[Step]) -> list[float]:
    """The days' places from left to right, as far apart as they are in time; a single one stands at the right."""
    first, last = steps[0].due_on, steps[-1].due_on
    span = (last - first).days
    if not span:
        return [WIDTH - EDGE] * len(steps)
    room = WIDTH - 6 * EDGE  # the first promise needs a step to the left of its day
    return [5 * EDGE + room * (step.due_on - first).days / span for step in steps]


def _heights(steps: Sequence[Step]) -> tuple[float, float]:
    """The least and the greatest number drawn; zero is always among them, so that heights can be compared."""
    numbers = [float(each) for step in steps for each in (step.value, step.promised) if each is not None]
    return min([0.0, *numbers]), max([0.0, *numbers])


def _y(value: Decimal | int, steps: Sequence[Step]) -> float:
    least, greatest = _heights(steps)
    share = (float(value) - least) / (greatest - least) if greatest > least else 0.0
    return HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)


def _promises(steps: Sequence[Step]) -> list[SafeString]:
    """A flight of steps: each promise holds from the day before it up to its own, then the next one rises."""
    return [*_treads(steps), *_rises(steps)]


def _treads(steps: Sequence[Step]) -> list[SafeString]:
    lefts = [EDGE, *_places(steps)]
    return [
        element("line", x1=left, x2=right, y1=_y(step.promised, steps), y2=_y(step.promised, steps), class_="s-promise")
        for step, (left, right) in zip(steps, pairwise(lefts), strict=True)
        if step.promised is not None
    ]


def _rises(steps: Sequence[Step]) -> list[SafeString]:
    drawn = list(zip(steps, _places(steps), strict=True))
    return [
        element("line", x1=x, x2=x, y1=_y(here.promised, steps), y2=_y(there.promised, steps), class_="s-rise")
        for (here, x), (there, _) in pairwise(drawn)
        if here.promised is not None and there.promised is not None
    ]


def _line(steps: Sequence[Step]) -> list[SafeString]:
    """The line between neighbours that both have a figure."""
    drawn = list(zip(steps, _places(steps), strict=True))
    return [
        element("line", x1=x, y1=_y(here.value, steps), x2=further, y2=_y(there.value, steps), class_="s-line")
        for (here, x), (there, further) in pairwise(drawn)
        if here.value is not None and there.value is not None
    ]


def _points(steps: Sequence[Step]) -> list[SafeString]:
    return [
        element("circle", cx=x, cy=_y(step.value, steps), r=3.2, class_=f"s-point {step.kind}")
        for step, x in zip(steps, _places(steps), strict=True)
        if step.value is not None
    ]
