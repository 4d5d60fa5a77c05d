"""Widths: the table keeps to its page, and its columns make room in proportion. All in twips (1/20 point)."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from promost.plans.reading.sources.docx.names import W, number, value
from promost.reports.into_source.docx.making import Maker
from promost.reports.into_source.docx.rows import Row
from promost.reports.into_source.splicing import Part

SHARES = (0.13, 0.11)
"""What part of the table the columns of fact and state take."""
LEAST = 900
MOST = 2800
_USUAL_PAGE = 9638
_WIDEST = 31_680
_FIFTIETHS = 5000
"""A width in "pct" is given in fiftieths of a per cent."""


@dataclass(frozen=True, slots=True)
class Widths:
    """``added`` are the widths of the new columns; those that were there are multiplied by ``scale``."""

    added: tuple[int, ...]
    scale: float
    percent: bool

    def of_new(self, maker: Maker, place: int) -> str:
        """The width of a new cell, in the unit in which the table's cells have theirs."""
        if self.percent:
            return maker.width(round(_FIFTIETHS * SHARES[place]), "pct")
        return maker.width(self.added[place])


def shared(part: Part, table: etree._Element, rows: list[Row]) -> Widths:
    """Decide the widths: what the page still has room for, else a share of every column."""
    columns = [number(value(each, "w"), 0, _WIDEST) for each in table.findall(f"{W}tblGrid/{W}gridCol")]
    room = _page(part, table)
    now = sum(columns) or room
    limit = max(room, now)
    added = tuple(min(max(round(limit * share), LEAST), MOST) for share in SHARES)
    percent = any(value(width, "type") == "pct" for row in rows for width in _cell_widths(row))
    if percent:
        return Widths(added, 1 - sum(SHARES), percent=True)
    return Widths(added, min(1.0, (limit - sum(added)) / now), percent=False)


def share(part: Part, table: etree._Element, rows: list[Row], widths: Widths) -> None:
    """Give the columns and cells that were there their part of the width."""
    if widths.scale < 1:
        across = max((row.width for row in rows), default=0)
        cells = [cell for row in rows if row.cells and row.cells[0].columns < across for cell in _cell_widths(row)]
        for each in [*table.findall(f"{W}tblGrid/{W}gridCol"), *cells]:
            _scale(part, each, widths.scale)
    whole = table.find(f"{W}tblPr/{W}tblW")
    if widths.scale >= 1 and whole is not None and value(whole, "type") == "dxa":
        part.set(whole, "w", str(number(value(whole, "w"), 0, _WIDEST) + sum(widths.added)))


def _scale(part: Part, element: etree._Element, scale: float) -> None:
    width = number(value(element, "w"), 0, _WIDEST)
    if width and value(element, "type") in {"", "dxa", "pct"}:
        part.set(element, "w", str(max(1, round(width * scale))))


def _cell_widths(row: Row) -> list[etree._Element]:
    found = [covering.cell.find(f"{W}tcPr/{W}tcW") for covering in row.cells]
    return [each for each in found if each is not None]


def _page(part: Part, table: etree._Element) -> int:
    """The width between the margins of the page on which the table stands: its section ends after it."""
    sections = [each for each in part.root.iter(W + "sectPr") if part.place(each) > part.place(table)]
    size = sections[0].find(W + "pgSz") if sections else None
    if size is None:
        return _USUAL_PAGE
    margins = sections[0].find(W + "pgMar")
    taken = sum(number(value(margins, side), 0, _WIDEST) for side in ("left", "right", "gutter"))
    room = number(value(size, "w"), 0, _WIDEST) - taken
    return room if room > 0 else _USUAL_PAGE
