"""Which columns of a table its authors left for the fact and the state: told by their headings, if they are empty."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files

from promost.kit.text import clean
from promost.plans.reading.document import Cell, Table
from promost.plans.reading.layout.vocabulary import Phrases
from promost.reports.into_source.shapes import Entry


class What(StrEnum):
    """What a column takes: the fact, the state, or both where the document has one column for the two."""

    FACT = "fact"
    STATE = "state"
    BOTH = "both"


def text_for(what: What, entry: Entry) -> str:
    """What of an entry a column takes."""
    return {What.FACT: entry.fact, What.STATE: entry.state, What.BOTH: entry.both}[what]


def own_columns(table: Table, headers: Sequence[int], units: Sequence[int]) -> dict[int, What]:
    """Columns of the grid that can be filled, with what each takes; empty where the document has none.

    ``headers`` and ``units`` are indices into the grid: lines of the heading, and the lines that are filled. Two
    columns that could take the same leave it open which is meant, so neither is taken.
    """
    found: dict[What, list[int]] = {What.FACT: [], What.STATE: []}
    for column in range(len(table.grid[0]) if table.grid else 0):
        what = _asked(_heading(table, headers, column))
        if what and _is_empty(table, units, column):
            found[what].append(column)
    known = {columns[0]: what for what, columns in found.items() if len(columns) == 1}
    return dict.fromkeys(known, What.BOTH) if len(known) == 1 else known


def _heading(table: Table, headers: Sequence[int], column: int) -> list[str]:
    """The texts over a column, from top to bottom, a merged one once."""
    cells = [cell for row in headers if (cell := table.grid[row][column])]
    return list(dict.fromkeys(clean(cell.text) for cell in cells if cell.text.strip()))


def _asked(path: Sequence[str]) -> What | None:
    if any(_phrases("neither").starts(text) for text in path):
        return None
    return next(
        (what for text in reversed(path) for what in (What.FACT, What.STATE) if _phrases(what).starts(text)), None
    )


def _is_empty(table: Table, units: Sequence[int], column: int) -> bool:
    return all(_blank(cell) for cell in _cells(table, units, column))


def _cells(table: Table, units: Sequence[int], column: int) -> Iterator[Cell]:
    yield from (cell for row in units if (cell := table.grid[row][column]) is not None)


def _blank(cell: Cell) -> bool:
    return not cell.text.strip() and not cell.formula and cell.value is None


@cache
def _phrases(key: str) -> Phrases:
    return Phrases(tomllib.loads(files(__package__).joinpath("headings.toml").read_text(encoding="utf-8"))[key])
