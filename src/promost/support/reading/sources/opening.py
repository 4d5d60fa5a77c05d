"""From bytes to sheets: a workbook by the readers of documents, a text as CSV."""

from __future__ import annotations

from promost.kit.uploads import Refused, recognise
from promost.plans.reading.document import Cell, Table
from promost.plans.reading.sources.opening import open_document
from promost.plans.reading.sources.unreadable import Unreadable
from promost.support.reading.sources.rows import RawCell, RawRow, RawSheet
from promost.support.reading.sources.text import read_text

_BOOKS = {"xlsx", "xls", "ods"}
_TEXTS = {"csv", "txt"}
_TEXT_NAMES = (".csv", ".tsv", ".txt")
_LIKE_TEXT = {"html", "xml", "mht"}


def open_sheets(data: bytes, name: str) -> tuple[RawSheet, ...]:
    """The sheets of ``data`` (a whole file) with the rows that say something; ``name`` tells a text with tags from a
    page.

    Raises Unreadable, and nothing else, for whatever is no table.
    """
    try:
        kind = recognise(data)[0]
    except Refused as refusal:
        raise Unreadable(refusal.code, **{"name": name, **refusal.values}) from refusal
    if kind in _TEXTS or (kind in _LIKE_TEXT and name.lower().endswith(_TEXT_NAMES)):
        return (RawSheet("", read_text(data, name)),)
    if kind not in _BOOKS:
        raise Unreadable("NOT_A_TABLE", name=name, kind=kind)
    document = open_document(data, name)
    return tuple(_sheet(block) for block in document.blocks if isinstance(block, Table))


def _sheet(table: Table) -> RawSheet:
    rows = (
        RawRow(number, tuple(_cell(cell, at) for cell in cells))
        for at, (number, cells) in enumerate(zip(table.rows, table.grid, strict=True))
    )
    return RawSheet(table.name, tuple(row for row in rows if row.says), table.hidden)


def _cell(cell: Cell | None, row: int) -> RawCell:
    if cell is None:
        return RawCell()
    return RawCell(cell.text, own=cell.row == row, waits=cell.formula and not cell.text)
