"""Columns that the document itself left for the fact and the state: texts are put in their empty cells."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from promost.plans.reading.sources.docx.blocks import stands_in_placeholder
from promost.plans.reading.sources.docx.names import W, value
from promost.reports.into_source.docx.finding import prefix_of
from promost.reports.into_source.docx.looks import Looks
from promost.reports.into_source.docx.making import Maker
from promost.reports.into_source.docx.rows import Row, rows_of
from promost.reports.into_source.layout import Layout
from promost.reports.into_source.marks import text_for
from promost.reports.into_source.shapes import Entry, Spot
from promost.reports.into_source.splicing import Part


def fill_columns(part: Part, table: etree._Element, layout: Layout, entries: Mapping[Spot, Entry]) -> set[Spot]:
    """Fill the columns; gives the rows that have no empty cell of their own there."""
    rows = rows_of(table)
    maker = Maker(prefix_of(table))
    missed: set[Spot] = set()
    for unit in layout.units:
        row = rows[unit.spot.row]
        for column, what in layout.own.items():
            text = text_for(what, entries[unit.spot])
            if text and not _fill(part, row, column, text, maker):
                missed.add(unit.spot)
    return missed


def _fill(part: Part, row: Row, column: int, text: str, maker: Maker) -> bool:
    cell = next((each.cell for each in row.cells if each.column <= column < each.column + each.columns), None)
    paragraph = cell.find(W + "p") if cell is not None else None
    if cell is None or paragraph is None or _goes_on(cell) or stands_in_placeholder(cell):
        return False
    looks = Looks(part, row, maker.prefix)
    part.append_in(paragraph, maker.run(text, looks.run))
    return True


def _goes_on(cell: etree._Element) -> bool:
    """Whether the cell only continues the one above it."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and value(merge) != "restart"
