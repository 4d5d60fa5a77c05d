"""Rows as a file has them, whichever kind it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell's text as it stands. ``own``: it begins in this row (a merged cell begins once); ``waits``: it is a
    formula whose value the file does not hold."""

    text: str = ""
    own: bool = True
    waits: bool = False

    @property
    def says(self) -> bool:
        """Whether it holds something of this row."""
        return self.own and (bool(self.text.strip()) or self.waits)


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row: its number as the file counts, from 1, and its cells from the first column on."""

    number: int
    cells: tuple[RawCell, ...]

    @property
    def says(self) -> bool:
        """Whether any cell of the row says something."""
        return any(cell.says for cell in self.cells)

    def cell(self, column: int) -> RawCell:
        """The cell of a column from 0; a row that ends before it has an empty one."""
        return self.cells[column] if column < len(self.cells) else RawCell()


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet, or a whole CSV (whose name is empty); rows that say nothing are left out."""

    name: str
    rows: tuple[RawRow, ...]
    hidden: bool = False
