"""What a page of a PDF draws: pieces of text and ruled lines, each at its place. Units are points, y grows upwards."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject

from promost.plans.reading.sources.unreadable import Unreadable

MOST_DRAWN = 8 * 1024 * 1024
"""The most bytes of drawing on one page; a page of a plan takes some 20,000."""
THIN = 3.0
"""A filled shape not thicker than this is a line."""
_STROKES = {b"S", b"s", b"B", b"B*", b"b", b"b*"}
_FILLS = {b"f", b"F", b"f*"}
Matrix = Sequence[float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. ``x`` and ``y`` are where its baseline begins; ``along`` is False for text turned upright."""

    text: str
    x: float
    y: float
    size: float
    along: bool = True
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along an axis: ``at`` is its coordinate across, ``start`` and ``end`` those along."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Marks:
    """All that a page draws, in the order in which it is drawn."""

    pieces: list[Piece] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    operations: int = 0


def marks_of(page: PageObject) -> Marks:
    """What ``page`` draws. Raises Unreadable TOO_MANY_CELLS for a drawing without end."""
    contents = page.get_contents()
    if contents is not None and len(contents.get_data()) > MOST_DRAWN:
        raise Unreadable("PDF_DRAWING")
    marks = Marks()
    turn = _turn(page)
    pen = _Pen(marks, turn)

    def text(piece: str, current: Matrix, line: Matrix, font: Any, size: float) -> None:
        if piece.strip("\n"):
            whole = _product(_product(line, current), turn)
            x, y = whole[4], whole[5]
            along = abs(whole[0]) >= abs(whole[1])
            scale = math.hypot(whole[0], whole[1])
            bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
            marks.pieces.append(Piece(piece.strip("\n"), x, y, abs(size) * scale or 10.0, along, bold))

    visit: Callable[..., None] = pen.operation
    page.extract_text(visitor_text=text, visitor_operand_before=visit)
    return marks


class _Pen:
    """Follows paths: a line counts only where it is painted, not where it clips."""

    def __init__(self, marks: Marks, turn: Matrix) -> None:
        self._marks = marks
        self._turn = turn
        self._shapes: list[list[Point]] = []

    def operation(self, operator: bytes, operands: Sequence[Any], current: Matrix, _: Matrix) -> None:
        """One drawing operation with its numbers and the matrix in force."""
        self._marks.operations += 1
        if operator == b"m":
            self._shapes.append([self._placed(_numbers(operands), current)])
        elif operator == b"l" and self._shapes:
            self._shapes[-1].append(self._placed(_numbers(operands), current))
        elif operator == b"h" and self._shapes:
            self._shapes[-1].append(self._shapes[-1][0])
        elif operator == b"re":
            self._shapes.append([self._placed(corner, current) for corner in _rectangle(operands)])
        elif operator in _STROKES or operator in _FILLS:
            for shape in self._shapes:
                self._paint(shape, filled=operator in _FILLS)
            self._shapes = []
        elif operator == b"n":
            self._shapes = []

    def _placed(self, point: Point, current: Matrix) -> Point:
        x, y = point
        matrix = _product(current, self._turn)
        return x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]

    def _paint(self, shape: list[Point], filled: bool) -> None:
        xs, ys = [x for x, _ in shape], [y for _, y in shape]
        width, height = max(xs) - min(xs), max(ys) - min(ys)
        if min(width, height) <= THIN:
            self._rule((min(xs), min(ys)), (max(xs), max(ys)))
        elif not filled:
            for first, second in itertools.pairwise(shape):
                self._rule(first, second)

    def _rule(self, first: Point, second: Point) -> None:
        (x1, y1), (x2, y2) = first, second
        if abs(y1 - y2) <= THIN < abs(x1 - x2):
            self._marks.across.append(Rule((y1 + y2) / 2, min(x1, x2), max(x1, x2)))
        elif abs(x1 - x2) <= THIN < abs(y1 - y2):
            self._marks.down.append(Rule((x1 + x2) / 2, min(y1, y2), max(y1, y2)))


def _numbers(operands: Sequence[Any]) -> Point:
    return float(operands[0]), float(operands[1])


def _rectangle(operands: Sequence[Any]) -> list[Point]:
    x, y, width, height = (float(operand) for operand in operands[:4])
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]


def _turn(page: PageObject) -> Matrix:
    """The matrix that brings a page that lies on its side into the position in which it is read."""
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    turns: dict[int, Matrix] = {
        90: (0, -1, 1, 0, 0, width),
        180: (-1, 0, 0, -1, width, height),
        270: (0, 1, -1, 0, height, 0),
    }
    return turns.get(page.rotation % 360, (1, 0, 0, 1, 0, 0))


def _product(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does what ``first`` does and then what ``then`` does."""
    a, b, c, d, e, f = first
    return (
        a * then[0] + b * then[2],
        a * then[1] + b * then[3],
        c * then[0] + d * then[2],
        c * then[1] + d * then[3],
        e * then[0] + f * then[2] + then[4],
        e * then[1] + f * then[3] + then[5],
    )
