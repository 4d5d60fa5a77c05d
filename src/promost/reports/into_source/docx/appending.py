"""Two columns at the right edge of a table."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from promost.plans.reading.sources.docx.names import W
from promost.reports.into_source.docx.finding import prefix_of
from promost.reports.into_source.docx.looks import Looks
from promost.reports.into_source.docx.making import Maker
from promost.reports.into_source.docx.rows import Row, rows_of
from promost.reports.into_source.docx.widths import SHARES, Widths, share, shared
from promost.reports.into_source.layout import Layout
from promost.reports.into_source.shapes import Entry, Spot
from promost.reports.into_source.splicing import Part

_ADDED = len(SHARES)
_Line = tuple[str, str, str]
"""What a row says in the new columns: fact, state, and how it is merged with the rows under it."""


def append_columns(
    part: Part, table: etree._Element, layout: Layout, entries: Mapping[Spot, Entry], heading: Entry
) -> None:
    """Add the columns to every row of the table, so that its right edge stays one line."""
    rows = rows_of(table)
    width = max((row.width for row in rows), default=0)
    widths = shared(part, table, rows)
    share(part, table, rows, widths)
    maker = Maker(prefix_of(table))
    _widen_grid(part, table, widths, maker)
    lines = _lines(layout, entries, heading)
    for source, row in enumerate(rows):
        if source not in lines and _is_whole(row, width):
            _widen(part, row)
        else:
            _append(part, row, width, lines.get(source, ("", "", "")), widths, maker)


def _widen_grid(part: Part, table: etree._Element, widths: Widths, maker: Maker) -> None:
    columns = table.findall(f"{W}tblGrid/{W}gridCol")
    if columns:
        part.insert(part.at(columns[-1]).end, "".join(maker.column(width) for width in widths.added))


def _lines(layout: Layout, entries: Mapping[Spot, Entry], heading: Entry) -> dict[int, _Line]:
    """What each row says, by its source's own index."""
    lines: dict[int, _Line] = {}
    for group in layout.headings:
        lines |= _merged(group, heading) if layout.merges else {group[0]: (heading.fact, heading.state, "")}
    for row, last in layout.numbers.items():
        lines[row] = (str(last + 1), str(last + 2), "")
    for unit in layout.units:
        lines |= _merged(unit.rows, entries[unit.spot])
    return lines


def _merged(rows: tuple[int, ...], entry: Entry) -> dict[int, _Line]:
    """A text that stands once, in a cell that runs over the rows."""
    first = (entry.fact, entry.state, "restart" if len(rows) > 1 else "")
    return {row: first if place == 0 else ("", "", "continue") for place, row in enumerate(rows)}


def _is_whole(row: Row, width: int) -> bool:
    """True for a row of one cell merged across the table: it is widened and stays one."""
    return len(row.cells) == 1 and row.cells[0].columns == width and width > 1


def _widen(part: Part, row: Row) -> None:
    covering = row.cells[0]
    span = covering.cell.find(f"{W}tcPr/{W}gridSpan")
    if span is not None:
        part.set(span, "val", str(covering.columns + _ADDED))


def _append(part: Part, row: Row, width: int, line: _Line, widths: Widths, maker: Maker) -> None:
    looks = Looks(part, row, maker.prefix)
    short = width - row.width
    if row.after is not None:
        part.remove(row.after)
    filler = maker.cell("", looks, "", span=short) if short > 0 else ""
    cells = "".join(
        maker.cell(text, looks, widths.of_new(maker, place), line[2]) for place, text in enumerate(line[:_ADDED])
    )
    part.append_in(row.element, filler + cells)
