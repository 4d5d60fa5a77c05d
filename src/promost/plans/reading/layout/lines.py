"""What each body row of a segment is: a measure, more of the measure above, a section, a total, a note, a signature."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from promost.plans.reading.document import Cell
from promost.plans.reading.layout.header import counts_columns
from promost.plans.reading.layout.leading import Leading
from promost.plans.reading.layout.listing.lines import is_labelled
from promost.plans.reading.layout.numbering import is_child, is_roman, parts
from promost.plans.reading.layout.sections import LONGEST, is_counted, is_upper, names_section
from promost.plans.reading.layout.segments import Segment
from promost.plans.reading.layout.vocabulary import phrases

_WRITTEN_OUT = 3
"""A text that stands in every cell of so many is a merged heading written out cell by cell."""
_SHORT = 120


class Kind(StrEnum):
    """The kinds of body rows; those besides the first three are reasons of a remainder."""

    MEASURE = "measure"
    MORE = "more"
    SECTION = "section"
    BLANK = "blank"
    HEADER = "header"
    TOTAL = "total"
    NOTE = "note"
    SIGNATURE = "signature"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Line:
    """A body row with its kind."""

    row: int
    kind: Kind


def lines_of(segment: Segment) -> list[Line]:
    """Every body row of a segment of measures, in order."""
    reader = _Reader(segment)
    return [Line(row, reader.kind(row)) for row in segment.rows]


class _Reader:
    """Tells the rows of one segment; ``_last`` is the last row that could be a measure."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._grid = segment.grid
        self._lead = Leading(segment)
        self._numbered = segment.is_numbered
        self._last = self._lead.last_measure()
        self._begun = False

    def kind(self, row: int) -> Kind:
        """The kind of one row; rows are to be asked for from top to bottom."""
        kind = self._kind(row)
        self._begun = self._begun or kind is Kind.MEASURE
        return kind

    def _kind(self, row: int) -> Kind:
        grid = self._grid
        if grid.blank(row):
            return Kind.BLANK
        if counts_columns(grid, row) and len(grid.filled(row)) >= len(self._segment.columns) - 1:
            return Kind.HEADER
        own = grid.own(row)
        if not own or (self._begun and self._lead.goes_down(row)):
            return Kind.MORE
        aside = self._total(row, own) or self._aside(row, own)
        if aside:
            return aside
        if len(own) >= _WRITTEN_OUT and len({self._lead.text(row, cell) for cell in own}) == 1:
            return Kind.SECTION
        return self._section_or_single(row, own) or self._measure_or_more(row)

    def _total(self, row: int, own: list[Cell]) -> Kind | None:
        """A sum: said in the first cell, or in the second of a row without number; it promises nothing to anybody."""
        words, number = phrases("words", "lines", "total"), self._lead.number(row)
        said = [self._lead.text(row, cell) for cell in own[: 1 if number else 2]]
        return Kind.TOTAL if any(map(words.starts, said)) and not self._lead.promises(row) else None

    def _aside(self, row: int, own: list[Cell]) -> Kind | None:
        """Signatures and notes."""
        first = self._lead.text(row, own[0])
        numbered = bool(self._lead.number(row)) and not self._lead.is_title(own[0])
        if any("___" in cell.text for cell in own) and not numbered:
            return Kind.SIGNATURE
        if len(own) <= 2 and (first.startswith("*") or phrases("words", "lines", "note").starts(first)):
            return Kind.NOTE
        if self._begun and len(own) == 1 and is_labelled(first):
            return Kind.MORE
        heads_next = self._segment.followed and len(own) == 1
        if row == self._last + 1 and self._begun and self._numbered and first[:1].islower():
            return Kind.MORE
        if row > self._last and not numbered and not heads_next:
            return Kind.SIGNATURE if phrases("words", "lines", "signature").starts(first) else Kind.NOTE
        return None

    def _section_or_single(self, row: int, own: list[Cell]) -> Kind | None:
        """Rows that fill one cell, or a number and one cell."""
        texts = [cell for cell in own if not self._lead.is_number(cell)]
        if len(texts) != 1 or len(self._grid.filled(row)) > len(own):
            return None
        cell = texts[0]
        if len(own) == 2 or cell.auto_number or self._lead.number(row):
            return Kind.SECTION if self._heads_numbered(row, cell) else None
        return self._single(row, cell)

    def _heads_numbered(self, row: int, cell: Cell) -> bool:
        """Whether a row of number and title heads those below it."""
        number, text = self._lead.number(row), self._lead.text(row, cell)
        if cell.column_span >= self._lead.wide or names_section(text) or names_section(number) or is_roman(number):
            return True
        following = self._lead.next_number(row)
        if following and is_child(following, number):
            return True
        deeper = len(parts(following)) > len(parts(number)) > 0
        return deeper or ((cell.bold or cell.filled or is_upper(text)) and self._lead.fuller_below(row))

    def _single(self, row: int, cell: Cell) -> Kind | None:
        """One filled cell: a section, the rest of the row above, or a note."""
        text = self._lead.text(row, cell)
        if self._begun and is_labelled(text):
            return Kind.MORE
        if self._lead.spans(cell) or names_section(text):
            return Kind.SECTION if len(text) <= LONGEST else Kind.NOTE
        if not self._lead.in_front(cell) or text[:1].islower():
            return Kind.MORE
        marked = cell.bold or cell.filled or is_upper(text) or is_counted(text)
        if marked or (len(text) <= _SHORT and not text.endswith(".")):
            return Kind.SECTION
        return Kind.MORE if self._begun and self._numbered else None

    def _measure_or_more(self, row: int) -> Kind:
        title = self._lead.title(row)
        if self._lead.number(row):
            return Kind.MEASURE
        if not title or (self._numbered and title[:1].islower()):
            return Kind.MORE
        return Kind.MEASURE
