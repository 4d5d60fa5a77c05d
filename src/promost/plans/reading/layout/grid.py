"""A table with its texts cleaned once: what every other part of the layout asks of a table's rows and columns."""

from __future__ import annotations

from functools import cached_property

from promost.kit.text import clean
from promost.plans.reading.document import Cell, Table
from promost.plans.reading.draft import Place


def same_cell(one: Cell, other: Cell) -> bool:
    """Whether two places of a grid are covered by one merged cell."""
    return one.row == other.row and one.column == other.column


class Grid:
    """A table's cells by row and column, with cleaned texts. A merged cell stands at each place it covers."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.height = len(table.grid)
        self.width = max((len(row) for row in table.grid), default=0)
        cleaned: dict[str, str] = {}
        self.texts = [
            [cleaned.setdefault(cell.text, clean(cell.text)) if cell else "" for cell in row] for row in table.grid
        ]

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that covers the place, or None."""
        cells = self.table.grid[row]
        return cells[column] if column < len(cells) else None

    def text(self, row: int, column: int) -> str:
        """The cleaned text at the place; '' where there is none."""
        texts = self.texts[row]
        return texts[column] if column < len(texts) else ""

    def filled(self, row: int) -> list[Cell]:
        """The row's cells that say something, each once, from left to right."""
        seen: set[tuple[int, int]] = set()
        cells: list[Cell] = []
        for cell, text in zip(self.table.grid[row], self.texts[row], strict=True):
            if cell and (text or cell.auto_number) and (cell.row, cell.column) not in seen:
                seen.add((cell.row, cell.column))
                cells.append(cell)
        return cells

    def own(self, row: int) -> list[Cell]:
        """As `filled`, without cells that began in a row above."""
        return [cell for cell in self.filled(row) if not self.begins_above(row, cell.column)]

    def begins_above(self, row: int, column: int) -> bool:
        """Whether the cell at the place is merged with the one above it."""
        if row == 0:
            return False
        here, above = self.cell(row, column), self.cell(row - 1, column)
        return here is not None and above is not None and (here is above or same_cell(here, above))

    def blank(self, row: int) -> bool:
        """Whether nothing is written in the row."""
        return not any(self.texts[row]) and not self.filled(row)

    @cached_property
    def first_column(self) -> int:
        """The first column in which anything is written."""
        return next((c for c in range(self.width) if any(self.text(r, c) for r in range(self.height))), 0)

    def place(self, row: int | None = None, column: int | None = None, field: str = "") -> Place:
        """Where a row, or a cell of it, stands in the source."""
        table = self.table
        part = "sheet" if table.is_sheet else "table"
        source = table.rows[row] if row is not None else None
        return Place(part, table.name, table.index, source, column, field)

    def line(self, row: int) -> str:
        """The row's texts in one line, as a remainder shows them."""
        return " | ".join(text for cell in self.filled(row) if (text := clean(f"{cell.auto_number} {cell.text}")))
