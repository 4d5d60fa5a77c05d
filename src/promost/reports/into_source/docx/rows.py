"""The geometry of a row: which columns of the grid each of its cells covers."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from promost.plans.reading.sources.docx.blocks import children
from promost.plans.reading.sources.docx.names import W, number, value

WIDEST = 256


@dataclass(frozen=True, slots=True)
class Covering:
    """A cell, the column of the grid where it begins, and how many columns it covers."""

    cell: etree._Element
    column: int
    columns: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, the columns it covers from the left edge, and those it leaves out at the end."""

    element: etree._Element
    cells: tuple[Covering, ...]
    width: int
    after: etree._Element | None
    """The ``w:gridAfter`` of a row that ends before the table does."""


def rows_of(table: etree._Element) -> list[Row]:
    """Every row of a table, also those that are pending deletions, in the order of the source's own index."""
    return [_row(element) for element in children(table, "tr")]


def _row(element: etree._Element) -> Row:
    properties = element.find(W + "trPr")
    before = properties.find(W + "gridBefore") if properties is not None else None
    after = properties.find(W + "gridAfter") if properties is not None else None
    column = number(value(before), 0, WIDEST)
    cells = []
    for cell in children(element, "tc"):
        columns = max(1, number(value(cell.find(f"{W}tcPr/{W}gridSpan")), 1, WIDEST))
        cells.append(Covering(cell, column, columns))
        column += columns
    return Row(element, tuple(cells), column, after)
