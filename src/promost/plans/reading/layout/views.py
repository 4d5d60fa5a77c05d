"""A raw measure seen by role: the cells under each column, over all its rows, each merged cell once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from promost.kit.text import clean
from promost.plans.reading.document import Cell
from promost.plans.reading.draft import Place
from promost.plans.reading.layout.ditto import REPEATED, above, is_ditto
from promost.plans.reading.layout.gathering import Raw
from promost.plans.reading.layout.grid import Grid
from promost.plans.reading.layout.listing.lines import is_labelled, labelled
from promost.plans.reading.layout.roles import Column, Role
from promost.plans.reading.layout.segments import Segment


@dataclass(frozen=True, slots=True)
class At:
    """A cell of a measure with the column that explains it and the place it stands."""

    segment: Segment
    row: int
    column: Column
    cell: Cell
    """The cell itself, or the one above that it repeats."""
    repeats: bool = False
    """True when the place holds only a mark ("то же", "-//-") that repeats the cell above."""

    @property
    def text(self) -> str:
        """The cell's cleaned text, a list's number in front of it left out."""
        return clean(self.cell.text) if self.repeats else self.segment.grid.text(self.row, self.column.index)

    def place(self, field: str) -> Place:
        """Where the cell stands, for a problem of the given field."""
        return self.segment.grid.place(self.row, self.column.index, field)


class View:
    """One measure's cells."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw
        self.segment, self.row = raw.rows[0]

    def cells(self, *roles: Role) -> list[At]:
        """The cells of the roles, column by column, then downwards; empty ones are left out."""
        return [at for at in self._all if at.column.role in roles]

    @cached_property
    def _all(self) -> list[At]:
        widest = max(len(segment.columns) for segment, _ in self.raw.rows)
        return [at for column_at in range(widest) for at in self._down(column_at)]

    def text(self, role: Role) -> str:
        """The role's texts as one: a sentence split over rows is mended, several sentences are parted by "; "."""
        return join_texts(at.text for at in self.cells(role))

    def has(self, role: Role) -> bool:
        """Whether the measure's table has a column of the role."""
        return any(role in segment.by_role for segment, _ in self.raw.rows)

    @cached_property
    def labelled(self) -> dict[str, str]:
        """What further rows of one labelled cell say ("Ожидаемый результат: …"): field → text."""
        texts = [segment.grid.line(row) for segment, row in self.raw.rows[1:] if _is_labelled(segment, row)]
        return {name: text for line in texts for name, text in labelled(line)[1]}

    def place(self, role: Role | None = None, field: str = "") -> Place:
        """Where the measure stands, or its first cell of a role."""
        column = self.segment.first(role) if role else None
        return self.segment.grid.place(self.row, column.index if column else None, field)

    def further_places(self) -> tuple[Place, ...]:
        """The places of the measure's other rows."""
        return tuple(segment.grid.place(row) for segment, row in self.raw.rows[1:])

    def _down(self, column_at: int) -> Iterator[At]:
        seen: set[tuple[Grid, int, int]] = set()
        for segment, row in self.raw.rows:
            if column_at >= len(segment.columns):
                continue
            if row != self.row and _is_labelled(segment, row):
                continue
            column = segment.columns[column_at]
            cell = segment.grid.cell(row, column.index)
            if cell is None or not (cell.text.strip() or cell.value is not None):
                continue
            key = (segment.grid, cell.row, cell.column)
            if key not in seen:
                seen.add(key)
                yield _said(segment, row, column, cell)


def _said(segment: Segment, row: int, column: Column, cell: Cell) -> At:
    """The cell at its place; a mark that repeats stands for the cell above."""
    if column.role in REPEATED and is_ditto(clean(cell.text)):
        upper = above(segment.grid, segment.rows, row, column.index)
        if upper is not None:
            return At(segment, row, column, upper, repeats=True)
    return At(segment, row, column, cell)


def _is_labelled(segment: Segment, row: int) -> bool:
    cells = segment.grid.own(row)
    return len(cells) == 1 and is_labelled(segment.grid.text(row, cells[0].column))


def join_texts(texts: Iterable[str]) -> str:
    """Texts in one line: what begins with a small letter goes on, anything else is a further item."""
    joined = ""
    for text in dict.fromkeys(texts):
        if not joined:
            joined = text
        elif text[:1].islower() or joined.endswith((",", "-", "–")):
            joined = f"{joined} {text}"
        else:
            joined = f"{joined.rstrip(';')}; {text}"
    return joined
