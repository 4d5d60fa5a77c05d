"""What the cells of a column look like, whatever its heading says: numbers, terms, bodies, sentences, marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from math import isfinite
from statistics import fmean

from promost.kit.text import clean
from promost.plans.reading.document import Cell
from promost.plans.reading.language import deadlines, numbers, owners
from promost.plans.reading.layout.grid import Grid
from promost.plans.reading.layout.numbering import looks_like_number
from promost.plans.reading.layout.vocabulary import load

SAMPLE = 60
"""So many cells of a column tell what it holds."""


@dataclass(frozen=True, slots=True)
class Look:
    """Shares (0…1) of a column's filled cells, and how it is filled at all."""

    count: int = 0
    filled: float = 0.0
    """Share of the rows in which the column says something."""
    number: float = 0.0
    deadline: float = 0.0
    owner: float = 0.0
    numeric: float = 0.0
    mark: float = 0.0
    length: float = 0.0
    """Mean length of the texts, in characters."""


def look(grid: Grid, column: int, rows: Sequence[int]) -> Look:
    """How the column looks in the given body rows."""
    cells = [cell for row in rows[:SAMPLE] if (cell := grid.cell(row, column)) and _says(cell)]
    shaded = any(cell.filled for cell in cells) and not all(cell.filled for cell in cells)
    texts = [clean(cell.text) for cell in cells if cell.text.strip()]
    if not cells:
        return Look()
    of = max(1, len(texts))
    return Look(
        count=len(cells),
        filled=len(cells) / max(1, min(len(rows), SAMPLE)),
        number=sum(1 for cell in cells if looks_like_number(clean(cell.text) or clean(cell.auto_number))) / len(cells),
        deadline=sum(map(deadline_look, cells)) / of,
        owner=sum(map(owner_look, texts)) / of,
        numeric=sum(1 for cell in cells if is_numeric(cell)) / of,
        mark=sum(1 for cell in cells if is_mark(cell, shaded)) / len(cells),
        length=fmean(map(len, texts)) if texts else 0.0,
    )


def is_mark(cell: Cell | None, shaded: bool = False) -> bool:
    """Whether a schedule's cell is ticked: a cross, a one, a plus; or a shade, where shade tells one from another."""
    if cell is None:
        return False
    text = clean(cell.text).casefold()
    return text in _marks() or (not text and shaded and cell.filled)


def is_dash(text: str) -> bool:
    """Whether the text says "nothing" outright: "–"."""
    return text.casefold() in _dashes()


def number_in(value: object) -> Decimal | None:
    """A spreadsheet's typed amount; None for anything else, an error value or infinity too."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or not isfinite(value):
        return None
    return Decimal(str(value))


def is_numeric(cell: Cell) -> bool:
    """Whether the cell holds an amount and nothing else."""
    return number_in(cell.value) is not None or _amount(clean(cell.text))


def deadline_look(cell: Cell) -> float:
    """How much a cell looks like a term (0…1); a typed date does wholly."""
    if isinstance(cell.value, date):
        return 1.0
    text = clean(cell.text)
    return _deadline_look(text) if text and len(text) < 200 and not is_dash(text) else 0.0


@lru_cache(maxsize=8192)
def owner_look(text: str) -> float:
    """How much a text looks like bodies that answer for something (0…1)."""
    return owners.looks_like(text)


@lru_cache(maxsize=8192)
def _deadline_look(text: str) -> float:
    return deadlines.looks_like(text)


@lru_cache(maxsize=8192)
def _amount(text: str) -> bool:
    return bool(text) and numbers.read(text) is not None and not any(letter.isalpha() for letter in text)


def _says(cell: Cell) -> bool:
    return bool(cell.text.strip() or cell.auto_number or cell.filled)


@cache
def _marks() -> frozenset[str]:
    return frozenset(load("columns")["marks"]["words"])


@cache
def _dashes() -> frozenset[str]:
    return frozenset(load("columns")["marks"]["dashes"])
