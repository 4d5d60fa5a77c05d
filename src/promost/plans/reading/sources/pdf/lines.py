"""From pieces of text to lines, and from lines to paragraphs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from promost.plans.reading.sources.pdf.marks import Piece

WIDE_GAP = 1.35
"""Lines farther apart than so many times the usual distance belong to two paragraphs."""
INDENT, WIDEST_INDENT = 12.0, 60.0
"""How far in, in points, the first line of a paragraph may begin."""
FULL = 0.65
"""A line with this share of the longest one's letters was wrapped and not ended."""
LETTER, MEAN_LETTER = 0.45, 0.5
"""The width of a letter as a share of its size, when it has to be guessed: at least, and on average."""
ROOMY = 0.7
"""With only this share of a cell's width used, a line had room for one word more."""
_BEGINS = re.compile(r"\s*(\d+(\.\d+)*[.)]\s|[IVXLC]+[.)]\s|[–—•-]\s|(Раздел|Приложение|Section|Annex)\b)")
_ENDS = re.compile(r"[.;:!?]\s*$")
_GOES_ON = '«("„“'
_CUT = re.compile(r"([^\W\d_]+)-$")
_COMPOUND = re.compile(r"[^\W\d_]{4,}[ое]-$")
"""The first half of such words as "научно-исследовательский", which keep their hyphen."""


@dataclass(slots=True)
class Line:
    """A line of text on a page; ``y`` is its baseline, ``x`` where it begins."""

    text: str
    x: float
    y: float
    size: float
    end: float
    bold: bool = True


def lines_of(pieces: Iterable[Piece]) -> list[Line]:
    """The lines from top to bottom. Pieces of one line are taken in the order in which they were drawn."""
    lines: list[Line] = []
    for piece in pieces:
        height = piece.y if piece.along else -piece.x
        line = next((one for one in reversed(lines[-8:]) if abs(one.y - height) <= max(2.0, piece.size * 0.25)), None)
        x = piece.x if piece.along else piece.y
        if line is None:
            line = Line("", x, height, piece.size, x)
            lines.append(line)
        # Columns of a line are often set apart by their places alone, without a space.
        apart = x > line.end + piece.size and not line.text.endswith(" ")
        line.text += f" {piece.text}" if apart else piece.text
        line.x = min(line.x, x)
        line.end = max(line.end, x) + LETTER * piece.size * len(piece.text)
        line.bold = line.bold and (piece.bold or not piece.text.strip())
    said = [line for line in lines if line.text.strip()]
    return sorted(said, key=lambda line: -line.y)


def joined(lines: list[Line], width: float) -> str:
    """The lines of a cell ``width`` points wide as text; what was wrapped is one line again.

    A line feed stands where the writer began a new line: after a wide gap, or where the next word had room enough.
    """
    text = ""
    usual = _distance(lines)
    before: Line | None = None
    for line in lines:
        if before is not None and (before.y - line.y > WIDE_GAP * usual or _had_room(before, line, width)):
            text = f"{text.rstrip()}\n{line.text.strip()}"
        else:
            text = glued(text, line.text)
        before = line
    return text.strip()


def _had_room(before: Line, line: Line, width: float) -> bool:
    room = ROOMY * width / (MEAN_LETTER * max(before.size, 1.0))
    word = line.text.split()[0]
    return len(before.text.strip()) + 1 + len(word) < room and word[:1] not in _GOES_ON and not word[:1].islower()


def glued(text: str, following: str) -> str:
    """Two lines as one. A hyphen at the end of a line goes where it seems to have cut a word in two."""
    left, right = text.rstrip(), following.strip()
    if not left or not right or left.endswith("/"):
        return left + right
    if _CUT.search(left) is None:
        return f"{left} {right}"
    kept = _COMPOUND.search(left) is not None or not right[:1].islower()
    return left + right if kept else left[:-1] + right


def _distance(lines: list[Line]) -> float:
    """The usual distance between lines, which is never less than a letter's height."""
    gaps = sorted(upper.y - lower.y for upper, lower in itertools.pairwise(lines))
    size = max((line.size for line in lines), default=10.0)
    return max(gaps[len(gaps) // 3], size) if gaps else size


def paragraphs(lines: list[Line], margin: float) -> list[Line]:
    """Lines outside tables, those of one paragraph joined; ``margin`` is where most lines of the document begin."""
    found: list[Line] = []
    usual = _distance(lines)
    longest = max((_letters(line) for line in lines), default=0)
    before: Line | None = None
    for line in lines:
        if before is None or _begins(line, before, margin, usual, longest):
            found.append(replace(line, text=line.text.strip()))
        else:
            whole = found[-1]
            found[-1] = replace(whole, text=glued(whole.text, line.text), bold=whole.bold and line.bold)
        before = line
    return found


def _letters(line: Line) -> int:
    return len(" ".join(line.text.split()))


def _begins(line: Line, before: Line, margin: float, usual: float, longest: int) -> bool:
    if before.y - line.y > WIDE_GAP * usual or abs(line.size - before.size) > 1.5 or _BEGINS.match(line.text):
        return True
    small = line.text.strip()[:1].islower()
    indent, indent_before = line.x - margin, before.x - margin
    full = _letters(before) >= FULL * longest
    # A first line is set in; a heading is centred and stands farther in than any first line.
    indented = INDENT < indent <= WIDEST_INDENT and (indent_before <= INDENT or not full)
    shifted = indent_before > WIDEST_INDENT >= indent
    closed = not small and (_ENDS.search(before.text) is not None or not full)
    return indented or shifted or closed
