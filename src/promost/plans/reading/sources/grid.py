"""From cells scattered over a sheet to a Table that ends where the data ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from promost.plans.reading.document import Cell, Table
from promost.plans.reading.sources.unreadable import Unreadable

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
LARGEST = 500_000
"""The most places a grid may have, over all its rows and columns."""
BLANK_RUN = 20
"""Of more blank rows in a row only so many are kept; ``Table.rows`` tells how many there were."""

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; counted from 0."""


@dataclass(slots=True)
class Sheet:
    """A sheet as its file gives it. Keys of ``cells`` are (row, column) from 0, as are the cells' own;
    cells with nothing in them may be left out."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False

    def written(self) -> bool:
        """True where any cell says something."""
        return any(says(cell) for cell in self.cells.values())


def says(cell: Cell) -> bool:
    """Whether a cell holds anything but its looks."""
    return bool(cell.text.strip()) or cell.value is not None or cell.formula


def as_table(sheet: Sheet, index: int) -> Table:
    """The sheet as a Table: rows are named by their number in the sheet, from 1. Raises Unreadable TOO_MANY_CELLS."""
    said = [place for place, cell in sheet.cells.items() if says(cell)]
    height = max((row for row, _ in said), default=-1) + 1
    width = max((column for _, column in said), default=-1) + 1
    merges = [area for area in (_clip(area, height, width) for area in sheet.merges) if area]
    rows = _kept_rows({row for row, _ in said}, merges, height)
    if len(rows) * width > LARGEST:
        raise Unreadable("TOO_MANY_CELLS", sheet=sheet.name, rows=str(len(rows)), columns=str(width))
    grid = _laid(sheet, rows, width)
    _merge(grid, merges, {source: place for place, source in enumerate(rows)})
    return Table(
        index=index,
        name=sheet.name,
        grid=tuple(tuple(row) for row in grid),
        rows=tuple(row + 1 for row in rows),
        is_sheet=True,
        hidden=sheet.hidden,
        hidden_rows=frozenset(place for place, source in enumerate(rows) if source in sheet.hidden_rows),
        hidden_columns=frozenset(column for column in sheet.hidden_columns if column < width),
    )


def _clip(area: Area, height: int, width: int) -> Area | None:
    """Merges are cut at the end of the data: some reach to the last row of the sheet."""
    top, left, bottom, right = area
    if top >= height or left >= width:
        return None
    return top, left, min(bottom, height - 1), min(right, width - 1)


def _kept_rows(said: set[int], merges: Iterable[Area], height: int) -> list[int]:
    """Rows of the grid. Long runs of blank rows are shortened, unless a merge runs through them."""
    covered = {top: bottom for top, _, bottom, _ in sorted(merges) if bottom > top}
    rows: list[int] = []
    last = reach = -1
    for row in sorted(said | set(covered) | set(covered.values())):
        first = last + 1 if row <= reach else max(last + 1, row - BLANK_RUN)
        rows.extend(range(first, row + 1))
        reach = max(reach, covered.get(row, -1))
        last = row
    return [row for row in rows if row < height]


def _laid(sheet: Sheet, rows: list[int], width: int) -> list[list[Cell | None]]:
    grid: list[list[Cell | None]] = [[None] * width for _ in rows]
    places = {source: place for place, source in enumerate(rows)}
    for (row, column), cell in sheet.cells.items():
        if row in places and column < width:
            place = places[row]
            grid[place][column] = cell if cell.row == place else replace(cell, row=place)
    return grid


def _merge(grid: list[list[Cell | None]], merges: Iterable[Area], places: dict[int, int]) -> None:
    """Put one Cell at all the places of each merge. A merge that overlaps an earlier one is left out,
    and so are all beyond what honest merges could cover together."""
    taken: set[tuple[int, int]] = set()
    left_over = 4 * LARGEST
    for top, left, bottom, right in merges:
        left_over -= (bottom - top + 1) * (right - left + 1)
        if left_over < 0:
            break
        span = [places[row] for row in range(top, bottom + 1) if row in places]
        area = [(row, column) for row in span for column in range(left, right + 1)]
        if len(area) < 2 or taken.intersection(area):
            continue
        taken.update(area)
        first = grid[span[0]][left] or Cell(row=span[0], column=left)
        merged = replace(first, row_span=len(span), column_span=right - left + 1)
        for row, column in area:
            grid[row][column] = merged
