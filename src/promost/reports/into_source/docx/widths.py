"""Widths: the table keeps to its page, and its columns make room in proportion. All in twips (1/20 point)."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from promost.plans.reading.sources.docx.names import W, number, value
from promost.reports.into_source.docx.making import Maker
from promost.reports.into_source.docx.rows import Covering, Row
from promost.reports.into_source.splicing import Part

SHARES = (0.12, 0.1)
"""What part of the table the columns of fact and state take."""
LEAST = 900
MOST = 2800
ENOUGH = 1250
"""A column of this width holds a long word; narrower ones are left as they are while others can give."""
_USUAL_PAGE = 9638
_WIDEST = 31_680
_FIFTIETHS = 5000
"""A width in "pct" is given in fiftieths of a per cent."""


@dataclass(frozen=True, slots=True)
class Widths:
    """``added`` are the widths of the new columns; ``before`` and ``after`` those of the columns that were there."""

    added: tuple[int, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    percent: bool

    def of_new(self, maker: Maker, place: int) -> str:
        """The width of a new cell, in the unit in which the table's cells have theirs."""
        if self.percent:
            return maker.width(round(_FIFTIETHS * SHARES[place]), "pct")
        return maker.width(self.added[place])

    def scale(self, column: int, columns: int = 1) -> float:
        """By how much a cell over some columns becomes narrower."""
        before, after = sum(self.before[column : column + columns]), sum(self.after[column : column + columns])
        return after / before if before else 1.0


def shared(part: Part, table: etree._Element, rows: list[Row]) -> Widths:
    """Decide the widths: what the page still has room for, else what the wide columns can spare."""
    columns = tuple(number(value(each, "w"), 0, _WIDEST) for each in table.findall(f"{W}tblGrid/{W}gridCol"))
    room = _page(part, table)
    now = sum(columns) or room
    limit = max(room, now)
    added = tuple(min(max(round(limit * share), LEAST), MOST) for share in SHARES)
    percent = any(value(width, "type") == "pct" for row in rows for _, width in _cell_widths(row))
    left = limit - sum(added)
    return Widths(added, columns, columns if now <= left and not percent else _narrowed(columns, left), percent)


def _narrowed(columns: tuple[int, ...], whole: int) -> tuple[int, ...]:
    """Columns that together take ``whole``: the narrow ones keep their width as long as the wide ones can give."""
    kept = [min(width, ENOUGH) for width in columns]
    spare = sum(columns) - sum(kept)
    if whole <= sum(kept) or not spare:
        return tuple(max(1, round(width * whole / max(1, sum(columns)))) for width in columns)
    part = (whole - sum(kept)) / spare
    return tuple(round(least + (width - least) * part) for least, width in zip(kept, columns, strict=True))


def share(part: Part, table: etree._Element, rows: list[Row], widths: Widths) -> None:
    """Give the columns and cells that were there their part of the width."""
    if widths.after == widths.before:
        _widen_whole(part, table, widths)
        return
    across = max((row.width for row in rows), default=0)
    for place, column in enumerate(table.findall(f"{W}tblGrid/{W}gridCol")):
        _scale(part, column, widths.scale(place))
    for row in rows:
        for covering, width in _cell_widths(row):
            if covering.columns < across:
                _scale(part, width, widths.scale(covering.column, covering.columns))


def _widen_whole(part: Part, table: etree._Element, widths: Widths) -> None:
    """A table that has room on its page grows by what is added."""
    whole = table.find(f"{W}tblPr/{W}tblW")
    if whole is not None and value(whole, "type") == "dxa":
        part.set(whole, "w", str(number(value(whole, "w"), 0, _WIDEST) + sum(widths.added)))


def _scale(part: Part, element: etree._Element, scale: float) -> None:
    width = number(value(element, "w"), 0, _WIDEST)
    if width and value(element, "type") in {"", "dxa", "pct"}:
        part.set(element, "w", str(max(1, round(width * scale))))


def _cell_widths(row: Row) -> list[tuple[Covering, etree._Element]]:
    found = [(covering, covering.cell.find(f"{W}tcPr/{W}tcW")) for covering in row.cells]
    return [(covering, width) for covering, width in found if width is not None]


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
