"""Marks that repeat what stands above: "то же", "-//-", "»", "same as above"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from promost.kit.text import clean, fold
from promost.plans.reading.document import Cell
from promost.plans.reading.layout.grid import Grid
from promost.plans.reading.layout.roles import Role
from promost.plans.reading.layout.vocabulary import load

REPEATED = frozenset({Role.DEADLINE, Role.START, Role.END, Role.OWNER, Role.PERSON, Role.RESULT, Role.COMPLETION})
"""Roles whose cells may repeat the one above."""
_MARK = re.compile(r"^[\s–—−-]*(?:[\"“”„«»″〃]{1,2}|//|''|,,)[\s–—−-]*$")


def is_ditto(text: str) -> bool:
    """Whether the text only says "as above", by a mark or in words."""
    return bool(_MARK.match(text)) or fold(text).strip(" .") in _words()


def above(grid: Grid, rows: Sequence[int], row: int, column: int) -> Cell | None:
    """The cell that a mark in ``row`` repeats: the nearest one above in the column that says more than a mark.

    ``rows`` are the body rows of the table; None where nothing stands above, or where the nearest cell is a heading
    drawn over several columns.
    """
    for upper in (other for other in reversed(rows) if other < row):
        cell = grid.cell(upper, column)
        text = clean(cell.text) if cell else ""
        if cell is None or not text or cell.column_span >= max(3, grid.width - 1):
            continue
        if not is_ditto(text):
            return cell
    return None


@cache
def _words() -> frozenset[str]:
    return frozenset(load("columns")["marks"]["ditto"])
