"""Two columns to the right of all that the table's rows hold."""

from __future__ import annotations

from collections.abc import Mapping

from promost.plans.reading.sources.grid import LAST_COLUMN
from promost.reports.into_source.layout import Layout
from promost.reports.into_source.shapes import Entry, NotReturned, Spot
from promost.reports.into_source.splicing import Part
from promost.reports.into_source.xlsx.cells import Cells, Wraps
from promost.reports.into_source.xlsx.frame import WIDTHS, add_merges, set_dimension, set_widths
from promost.reports.into_source.xlsx.places import letters, right_edge, rows_of


def append_columns(part: Part, layout: Layout, entries: Mapping[Spot, Entry], heading: Entry, wraps: Wraps) -> None:
    """Write the heading, the numbers of columns and the entries. Raises NotReturned NO_ROOM."""
    lines = [row for group in layout.headings for row in group] + list(layout.numbers)
    lines += [row for unit in layout.units for row in unit.rows]
    column = right_edge(part.root, min(lines), max(lines)) + 1
    if column + len(WIDTHS) > LAST_COLUMN:
        raise NotReturned("NO_ROOM", sheet=layout.table.name)
    writer = _Writer(part, column, wraps)
    for group in layout.headings:
        writer.write(group if layout.merges else group[:1], (heading.fact, heading.state))
    for row, last in layout.numbers.items():
        writer.write((row,), (str(last + 1), str(last + 2)))
    for unit in layout.units:
        writer.write(unit.rows, (entries[unit.spot].fact, entries[unit.spot].state))
    add_merges(part, writer.merges)
    set_widths(part, column)
    set_dimension(part, column + len(WIDTHS) - 1)


class _Writer:
    """Writes the pairs of cells; ``merges`` are the areas of those that run over rows."""

    def __init__(self, part: Part, column: int, wraps: Wraps) -> None:
        self._rows = rows_of(part.root)
        self._cells = Cells(part, self._rows)
        self._column = column
        self._wraps = wraps
        self.merges: list[str] = []

    def write(self, rows: tuple[int, ...], texts: tuple[str, str]) -> None:
        """A pair of texts, each in a cell over all the rows."""
        there = [row for row in rows if row in self._rows]
        for place, row in enumerate(there):
            style = self._wraps.lent(self._rows[row], self._column)
            for step, text in enumerate(texts):
                self._cells.put(row, self._column + step, text if place == 0 else "", style)
            self._cells.reach(row, self._column + 1)
        if len(there) > 1:
            columns = [letters(self._column + step) for step in range(len(texts))]
            self.merges += [f"{column}{there[0]}:{column}{there[-1]}" for column in columns]
