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
    stands against the promise, ``original`` what was promised first where that was something else. The figure of a day
    to come is what there is so far.
    """

    due_on: date
    promised: Decimal | int | None
    value: Decimal | int | None
    word: str = ""
    state: str = ""
    kind: Kind = "neutral"
    original: Decimal | int | None = None


def draw(
    steps: Sequence[Step], label: str, unit: str = "", language: str | None = None, today: date | None = None
) -> SafeString:
    """Draw the steps in the order of their days. A zero is a point; where there is no figure the line has a gap.

    ``label`` names the figure; the drawing's text alternative tells every day in words. With ``today`` what there is
    so far stands at today's place, as a ring, and only once. "" for no steps at all.
    """
    if not steps:
        return SafeString("")
    with override(language or formats.resolve()):
        ordered = sorted(steps, key=lambda step: step.due_on)
        return element(
            "svg",
            element("title", told(ordered, label, unit, today)),
            *_promises(ordered),
            *_line(_figures(ordered, today)),
            *_points(_figures(ordered, today)),
            viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
            class_="spark",
            role="img",
        )


def told(steps: Sequence[Step], label: str, unit: str = "", today: date | None = None) -> str:
    """Say the same in words: "Residents: 30 June 2025 – 3 of 4 units; 31 December 2025 – not due yet of 8 units"."""
    lines = (f"{formats.day(step.due_on)} – {_said(step, unit, today)}" for step in steps)
    return f"{label}: {'; '.join(lines)}"


def figure_of(step: Step, today: date | None = None) -> str:
    """Write a step's figure, or the word that stands for it; of a day to come, what there is so far."""
    if step.value is None:
        return step.word or gettext("not reported")
    number = formats.number(step.value)
    return gettext("%(value)s so far") % {"value": number} if today and step.due_on > today else number


def _said(step: Step, unit: str, today: date | None) -> str:
    figure = figure_of(step, today)
    if step.promised is None:
        return figure
    return gettext("%(done)s of %(total)s") % {"done": figure, "total": formats.amount(step.promised, unit)}


def _places(steps: Sequence[Step]) -> list[float]:
    """The days' places from left to right, as far apart as they are in time; a single one stands at the right."""
    return [_x(step.due_on, steps) for step in steps]


def _x(day: date, steps: Sequence[Step]) -> float:
    first, last = steps[0].due_on, steps[-1].due_on
    room = WIDTH - 6 * EDGE  # the first promise needs a step to the left of its day
    share = (day - first).days / (last - first).days if last > first else 1.0
    return max(EDGE, 5 * EDGE + room * share)


def _y(value: Decimal | int, steps: Sequence[Step]) -> float:
    """The height of a number; zero is always within the drawing, so that heights can be compared."""
    numbers = [0.0, *(float(each) for step in steps for each in (step.value, step.promised) if each is not None)]
    least, greatest = min(numbers), max(numbers)
    share = (float(value) - least) / (greatest - least) if greatest > least else 0.0
    return HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)


def _promises(steps: Sequence[Step]) -> list[SafeString]:
    """A flight of steps: each promise holds from the day before it up to its own, then the next one rises."""
    lefts = [EDGE, *_places(steps)]
    drawn = zip(steps, pairwise(lefts), strict=True)
    treads = [
        _stroke((left, _y(step.promised, steps)), (right, _y(step.promised, steps)), "s-promise")
        for step, (left, right) in drawn
        if step.promised is not None
    ]
    rises = [
        _stroke((x, _y(here.promised, steps)), (x, _y(there.promised, steps)), "s-rise")
        for (here, x), (there, _) in pairwise(zip(steps, _places(steps), strict=True))
        if here.promised is not None and there.promised is not None
    ]
    return [*treads, *rises]


@dataclass(frozen=True, slots=True)
class Point:
    """A figure's place in the drawing, None for a gap; ``kind`` is its class, "ahead" for what there is so far."""

    place: tuple[float, float] | None
    kind: str


def _figures(steps: Sequence[Step], today: date | None) -> list[Point]:
    """The figures of the days that have passed, then what there is so far."""
    passed = [step for step in steps if today is None or step.due_on <= today]
    points = [
        Point(None if step.value is None else (_x(step.due_on, steps), _y(step.value, steps)), step.kind)
        for step in passed
    ]
    ahead = next((step for step in steps if step not in passed and step.value is not None), None)
    if ahead is not None and ahead.value is not None and today is not None:
        points.append(Point((_x(today, steps), _y(ahead.value, steps)), "ahead"))
    return points


def _line(points: Sequence[Point]) -> list[SafeString]:
    """The line between neighbours that both have a figure."""
    return [
        _stroke(here.place, there.place, "s-line") for here, there in pairwise(points) if here.place and there.place
    ]


def _points(points: Sequence[Point]) -> list[SafeString]:
    return [
        element("circle", cx=point.place[0], cy=point.place[1], r=3.2, class_=f"s-point {point.kind}")
        for point in points
        if point.place
    ]


def _stroke(start: tuple[float, float], end: tuple[float, float], class_: str) -> SafeString:
    return element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], class_=class_)
