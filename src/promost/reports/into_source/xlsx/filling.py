"""Columns that the sheet itself left for the fact and the state: texts are put in their empty cells."""

from __future__ import annotations

from collections.abc import Mapping

from promost.reports.into_source.layout import Layout
from promost.reports.into_source.marks import text_for
from promost.reports.into_source.shapes import Entry, Spot
from promost.reports.into_source.splicing import Part
from promost.reports.into_source.xlsx.cells import Cells
from promost.reports.into_source.xlsx.places import cells_of, rows_of


def fill_columns(part: Part, layout: Layout, entries: Mapping[Spot, Entry]) -> set[Spot]:
    """Fill the columns, each cell keeping its looks; gives the rows whose cell belongs to a merge begun above."""
    rows = rows_of(part.root)
    cells = Cells(part, rows)
    at = {source: row for row, source in enumerate(layout.table.rows)}
    missed: set[Spot] = set()
    for unit in layout.units:
        number = unit.spot.row
        for column, what in layout.own.items():
            text = text_for(what, entries[unit.spot])
            cell = layout.table.grid[at[number]][column]
            if text and (number not in rows or (cell is not None and cell.row != at[number])):
                missed.add(unit.spot)
            elif text:
                there = cells_of(rows[number]).get(column)
                cells.put(number, column, text, there.get("s", "0") if there is not None else "0")
    return missed
