"""Where a table's heading stands: the rows that name its columns, however many lines they take."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from datetime import date

from promost.plans.reading.layout.grid import Grid
from promost.plans.reading.layout.headings import LONGEST, is_heading
from promost.plans.reading.layout.roles import Role
from promost.plans.reading.layout.spans import slot

SEARCHED = 60
"""A first heading is looked for in so many rows."""
_COUNTED = re.compile(r"^(\d{1,2}|[аaбbвcгd])\.?$", re.IGNORECASE)
_VALUE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{2}-\d{2}|^\d+\.\d+")
_DATED = 2
"""So many typed dates are a measure's term; a schedule that is headed by months has more."""
_NAME = 60
"""A heading that only names a party is no longer."""
_SHORT = 8
"""A text so short that stands in many cells ("1 нед.") counts weeks or days and says nothing else."""
_KEY = frozenset({Role.TITLE, Role.GOAL, Role.INDICATOR, Role.DEADLINE, Role.OWNER})


@dataclass(frozen=True, slots=True)
class Header:
    """Grid rows ``first`` … ``last`` are the heading (a row of column numbers included)."""

    first: int
    last: int
    named: tuple[int, ...]
    """The rows among them that carry names."""


def find_header(grid: Grid, begin: int = 0, end: int | None = None) -> Header | None:
    """The first heading at or below ``begin``, or None where no row names columns."""
    stop = min(grid.height, begin + SEARCHED) if end is None else end
    for row in range(begin, stop):
        if names_columns(grid, row):
            return _extended(grid, row, begin)
    return None


def names_columns(grid: Grid, row: int) -> bool:
    """Whether the row's cells are headings: at least two known ones, what is done and another thing among them."""
    cells = grid.filled(row)
    if len(cells) < 2 or any(len(cell.text) > LONGEST for cell in cells):
        return False
    texts = [grid.text(row, cell.column) for cell in cells]
    if any(_VALUE.search(text) for text in texts) or 0 < sum(isinstance(c.value, date) for c in cells) <= _DATED:
        return False
    found = [role for text in texts if (role := is_heading(text))]
    roles = set(found) - ({Role.OTHER, Role.MARK} if found.count(Role.MARK) < 2 else {Role.OTHER})
    telling = [text for text in texts if len(text) > _SHORT or (texts.count(text) == 1 and not text.isdigit())]
    if not roles & _KEY or len(found) < 0.3 * len(telling):
        return False
    if {Role.TITLE, Role.DEADLINE} <= roles and all(len(text) <= _NAME for text in texts):
        return True
    return len(roles) >= 3 or (len(roles) == 2 and (len(found) >= 3 or len(found) == len(cells)))


def counts_columns(grid: Grid, row: int) -> bool:
    """Whether the row numbers the columns: 1, 2, 3, …"""
    texts = [grid.text(row, cell.column) for cell in grid.filled(row)]
    if len(texts) < 3 or not all(_COUNTED.match(text) for text in texts):
        return False
    numbers = [int(text.rstrip(".")) for text in texts if text.rstrip(".").isdigit()]
    return len(numbers) >= 2 and all(b == a + 1 for a, b in itertools.pairwise(numbers)) and numbers[0] <= 2


def _extended(grid: Grid, row: int, begin: int) -> Header:
    """The heading around the row that gave it away."""
    first = row
    while first > begin and _opens(grid, first - 1, first):
        first -= 1
    named, last = list(range(first, row + 1)), row
    while last + 1 < grid.height:
        if counts_columns(grid, last + 1):
            return Header(first, last + 1, tuple(named))
        if not _goes_on(grid, last + 1, first):
            break
        last += 1
        named.append(last)
    return Header(first, last, tuple(named))


def _opens(grid: Grid, upper: int, lower: int) -> bool:
    """Whether the row above belongs to the heading: its cells group those below, or reach down into them."""
    cells = grid.filled(upper)
    if len(cells) < 2 or any(len(cell.text) > 160 for cell in cells):
        return False
    if any(grid.begins_above(lower, column) for column in range(grid.width) if grid.text(upper, column)):
        return True
    return any(1 < cell.column_span < grid.width for cell in cells) and any(
        is_heading(grid.text(upper, cell.column)) for cell in cells
    )


def _goes_on(grid: Grid, row: int, first: int) -> bool:
    """Whether the row below is a further line of the heading."""
    if grid.blank(row):
        return False
    own = grid.own(row)
    if len(own) == 1 and own[0].column_span >= grid.width - 1:
        return False
    merged = any(grid.begins_above(row, column) and grid.text(row, column) for column in range(grid.width))
    if merged:
        return True
    if names_columns(grid, row):
        return True
    return _under_groups(grid, row, first)


def _under_groups(grid: Grid, row: int, first: int) -> bool:
    """Unmerged heading: the row has short names only where the line above spans or leaves room, and none elsewhere."""
    cells = grid.filled(row)
    if len(cells) < 2:
        return False
    texts = [grid.text(row, cell.column) for cell in cells]
    if any(len(text) > 60 or _VALUE.search(text) for text in texts):
        return False
    inside = all(_below_group(grid, row - 1, cell.column) for cell in cells)
    return inside and any(is_heading(text) or slot(text) or len(text) < 40 for text in texts)


def _below_group(grid: Grid, row: int, column: int) -> bool:
    cell = grid.cell(row, column)
    if cell is None or not grid.text(row, column):
        return True
    if cell.column_span > 1:
        return True
    return column + 1 < grid.width and not grid.text(row, column + 1)
