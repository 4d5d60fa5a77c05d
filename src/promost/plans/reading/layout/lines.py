"""What each body row of a segment is: a measure, more of the measure above, a section, a total, a note, a signature."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from promost.plans.reading.document import Cell
from promost.plans.reading.layout.grid import Grid
from promost.plans.reading.layout.header import counts_columns
from promost.plans.reading.layout.numbering import is_child, is_roman, number_of, parts
from promost.plans.reading.layout.roles import Column, Role
from promost.plans.reading.layout.sections import LONGEST, is_counted, is_upper, names_section
from promost.plans.reading.layout.segments import Segment
from promost.plans.reading.layout.vocabulary import phrases

_NUMBER_LENGTH = 12
"""A longer text in the number column is a heading or a sentence that stands there alone."""


_WRITTEN_OUT = 3
"""A text that stands in every cell of so many is a merged heading written out cell by cell."""


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
        self._grid: Grid = segment.grid
        self._number: Column | None = segment.first(Role.NUMBER)
        self._title: Column | None = segment.first(Role.TITLE)
        self._numbered = segment.is_numbered
        telling = [column for column in segment.columns if column.role is not Role.MARK]
        self._wide = max(2, (len(telling) + 1) // 2)
        self._last = self._last_measure()
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
        if not own or self._merged_on(row):
            return Kind.MORE
        aside = self._aside(row, own)
        if aside:
            return aside
        if len(own) >= _WRITTEN_OUT and len({self._text(row, cell) for cell in own}) == 1:
            return Kind.SECTION
        return self._section_or_single(row, own) or self._measure_or_more(row)

    def _aside(self, row: int, own: list[Cell]) -> Kind | None:
        """Totals, signatures and notes."""
        first = self._text(row, own[0])
        numbered = bool(self._number_text(row)) and own[0].column != (self._title.index if self._title else -1)
        if phrases("words", "lines", "total").starts(first) or (
            len(own) > 1
            and phrases("words", "lines", "total").starts(self._text(row, own[1]))
            and not self._number_text(row)
        ):
            return Kind.TOTAL
        if any("___" in cell.text for cell in own):
            return Kind.SIGNATURE
        if len(own) <= 2 and (first.startswith("*") or phrases("words", "lines", "note").starts(first)):
            return Kind.NOTE
        heads_next = self._segment.followed and len(own) == 1
        if row > self._last and not numbered and not heads_next:
            return Kind.SIGNATURE if phrases("words", "lines", "signature").starts(first) else Kind.NOTE
        return None

    def _section_or_single(self, row: int, own: list[Cell]) -> Kind | None:
        """Rows that fill one cell, or a number and one cell."""
        texts = [cell for cell in own if not self._is_number(cell)]
        if len(texts) > 1 or len(self._grid.filled(row)) > len(own):
            return None
        if not texts:
            return None
        cell = texts[0]
        if len(own) == 2 or cell.auto_number or self._number_text(row):
            return Kind.SECTION if self._heads_numbered(row, cell) else None
        return self._single(row, cell)

    def _heads_numbered(self, row: int, cell: Cell) -> bool:
        """Whether a row of number and title heads those below it."""
        number, text = self._number_text(row), self._text(row, cell)
        if cell.column_span >= self._wide or names_section(text) or is_roman(number):
            return True
        following = self._next_number(row)
        if following and is_child(following, number):
            return True
        deeper = len(parts(following)) > len(parts(number)) > 0
        return deeper or ((cell.bold or cell.filled or is_upper(text)) and self._plain_below(row))

    def _single(self, row: int, cell: Cell) -> Kind | None:
        """One filled cell: a section, the rest of the row above, or a note."""
        text = self._text(row, cell)
        if self._spans_front(cell) or names_section(text):
            return Kind.SECTION if len(text) <= LONGEST else Kind.NOTE
        in_front = cell.column <= (self._title.index if self._title else 1)
        if not in_front or text[:1].islower():
            return Kind.MORE
        marked = cell.bold or cell.filled or is_upper(text) or is_counted(text)
        if marked or (len(text) <= 120 and not text.endswith(".")):
            return Kind.SECTION
        return Kind.MORE if self._begun and self._numbered else None

    def _spans_front(self, cell: Cell) -> bool:
        """Whether the cell is merged over half the table, or over number and title together."""
        if cell.column_span >= self._wide:
            return True
        number, title = self._number, self._title
        return (
            number is not None
            and title is not None
            and cell.column <= number.index < title.index < cell.column + cell.column_span
        )

    def _measure_or_more(self, row: int) -> Kind:
        title = self._title_text(row)
        if self._number_text(row):
            return Kind.MEASURE
        if not title:
            return Kind.MORE
        if self._numbered and title[:1].islower():
            return Kind.MORE
        return Kind.MEASURE

    def _merged_on(self, row: int) -> bool:
        """Whether the measure's own cell (title, or else number) reaches down from the row above."""
        column = self._title or self._number
        return column is not None and self._begun and self._grid.begins_above(row, column.index)

    def _is_number(self, cell: Cell) -> bool:
        """Whether the cell stands in the number column and holds no heading or sentence."""
        if self._number is None or cell.column != self._number.index or self._spans_front(cell):
            return False
        return len(cell.text.strip()) <= _NUMBER_LENGTH

    def _number_text(self, row: int) -> str:
        if self._number is None:
            return ""
        cell = self._grid.cell(row, self._number.index)
        return number_of(cell).text if cell and self._is_number(cell) else ""

    def _text(self, row: int, cell: Cell) -> str:
        return self._grid.text(row, cell.column)

    def _title_text(self, row: int) -> str:
        return self._grid.text(row, self._title.index) if self._title else ""

    def _next_number(self, row: int) -> str:
        """The number of the next row that has one."""
        ahead = range(row + 1, min(row + 6, self._segment.rows[-1] + 1))
        return next((number for later in ahead if (number := self._number_text(later))), "")

    def _plain_below(self, row: int) -> bool:
        """Whether the next filled row is fuller than one that only has number and title."""
        ahead = range(row + 1, min(row + 4, self._segment.rows[-1] + 1))
        return any(len(self._grid.own(later)) > 2 for later in ahead)

    def _last_measure(self) -> int:
        """The last row that fills three cells, or number and title; totals and signatures do not count."""
        for row in reversed(self._segment.rows):
            cells = self._grid.filled(row)
            if any("___" in cell.text for cell in cells) or not cells:
                continue
            if phrases("words", "lines", "total").starts(self._text(row, cells[0])):
                continue
            full = len(cells) >= min(3, len(self._segment.columns))
            if full or (self._number_text(row) and self._title_text(row)):
                return row
        return -1
