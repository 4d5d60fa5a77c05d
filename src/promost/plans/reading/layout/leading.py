"""What the leading cells of a row say, those of number and title, and how they lie in the table."""

from __future__ import annotations

from promost.plans.reading.document import Cell
from promost.plans.reading.layout.numbering import number_of
from promost.plans.reading.layout.roles import Role
from promost.plans.reading.layout.segments import Segment
from promost.plans.reading.layout.vocabulary import phrases

_NUMBER_LENGTH = 12
"""A longer text in the number column is a heading or a sentence that stands there alone."""
_PROMISES = (Role.DEADLINE, Role.START, Role.END, Role.OWNER)


class Leading:
    """The leading cells of a segment's rows."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._grid = segment.grid
        number, title = segment.first(Role.NUMBER), segment.first(Role.TITLE)
        self._number = number.index if number else None
        self._title = title.index if title else None
        telling = [column for column in segment.columns if column.role is not Role.MARK]
        self.wide = max(2, (len(telling) + 1) // 2)
        """A cell over so many columns is a heading."""

    def number(self, row: int) -> str:
        """The row's number; '' where the number column says none."""
        cell = self._grid.cell(row, self._number) if self._number is not None else None
        return number_of(cell).text if cell and self.is_number(cell) else ""

    def title(self, row: int) -> str:
        """The text in the title column."""
        return self._grid.text(row, self._title) if self._title is not None else ""

    def text(self, row: int, cell: Cell) -> str:
        """A cell's cleaned text."""
        return self._grid.text(row, cell.column)

    def is_number(self, cell: Cell) -> bool:
        """Whether the cell stands in the number column and holds no heading or sentence."""
        if cell.column != self._number or self.spans(cell):
            return False
        return len(cell.text.strip()) <= _NUMBER_LENGTH

    def is_title(self, cell: Cell) -> bool:
        """Whether the cell begins in the title column."""
        return cell.column == self._title

    def in_front(self, cell: Cell) -> bool:
        """Whether the cell stands no further right than the title."""
        return cell.column <= (self._title if self._title is not None else 1)

    def spans(self, cell: Cell) -> bool:
        """Whether the cell is merged over half the table, or over number and title together."""
        if cell.column_span >= self.wide:
            return True
        if self._number is None or self._title is None:
            return False
        return cell.column <= self._number < self._title < cell.column + cell.column_span

    def goes_down(self, row: int) -> bool:
        """Whether the row's own cell (title, or else number) is merged with the one above it."""
        column = self._title if self._title is not None else self._number
        return column is not None and self._grid.begins_above(row, column)

    def promises(self, row: int) -> bool:
        """Whether the row names a term or somebody who answers."""
        columns = [column for role in _PROMISES for column in self._segment.by_role.get(role, ())]
        cells = [cell for column in columns if (cell := self._grid.cell(row, column.index))]
        return any(cell.text.strip() and not self.spans(cell) for cell in cells)

    def next_number(self, row: int) -> str:
        """The number of the next row that has one, a few rows further at most."""
        ahead = range(row + 1, min(row + 6, self._segment.rows[-1] + 1))
        return next((number for later in ahead if (number := self.number(later))), "")

    def fuller_below(self, row: int) -> bool:
        """Whether one of the next rows says more than number and title."""
        ahead = range(row + 1, min(row + 4, self._segment.rows[-1] + 1))
        return any(len(self._grid.own(later)) > 2 for later in ahead)

    def last_measure(self) -> int:
        """The last row that fills three cells, or number and title; totals and signatures do not count. -1 for none."""
        for row in reversed(self._segment.rows):
            cells = self._grid.filled(row)
            if not cells or any("___" in cell.text for cell in cells):
                continue
            if phrases("words", "lines", "total").starts(self.text(row, cells[0])):
                continue
            full = len(cells) >= min(3, len(self._segment.columns))
            if full or (self.number(row) and self.title(row)):
                return row
        return -1
