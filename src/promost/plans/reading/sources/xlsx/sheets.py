"""A sheet's XML read as a stream, row by row: a sheet may claim a million rows and hold a hundred."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

from lxml import etree

from promost.kit.uploads import Refused
from promost.kit.uploads.xml import stream
from promost.plans.reading.document import Cell
from promost.plans.reading.sources.grid import LARGEST, LAST_COLUMN, LAST_ROW, Sheet
from promost.plans.reading.sources.unreadable import Unreadable
from promost.plans.reading.sources.xlsx.cells import Book, cell_of
from promost.plans.reading.sources.xlsx.names import TRUE, S, area_of, place_of

BLOATED = 8 * 1024 * 1024
"""From this size on, cells and rows that hold nothing are cut from the XML before it is parsed."""
MOST_SPANS = 1000
"""So many spans of columns are looked at; a spreadsheet writes one for each change of width."""
_EMPTY_CELL = re.compile(rb"<c\b[^<>]*/>|<c\b[^<>]*></c>")
_EMPTY_ROW = re.compile(rb"<row\b[^<>]*/>|<row\b[^<>]*>\s*</row>")


def read_sheet(data: bytes, sheet: Sheet, book: Book) -> None:
    """Fill ``sheet`` from the XML of its part. Raises Refused BROKEN_XML, DOCTYPE; Unreadable TOO_MANY_CELLS."""
    if len(data) > BLOATED:
        data = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", data))
    row = -1
    spans = 0
    for element in stream(data, (S + "row", S + "mergeCell", S + "col")):
        if element.tag == S + "row":
            row = _read_row(element, row, sheet, book)
        elif element.tag == S + "mergeCell":
            _read_merge(element, sheet)
        elif spans < MOST_SPANS:
            spans += 1
            _read_column(element, sheet)


def _read_merge(element: etree._Element, sheet: Sheet) -> None:
    """A merge that names no area of a sheet does no harm to what stands in the cells."""
    with contextlib.suppress(Refused):
        sheet.merges.append(area_of(element.get("ref", "")))


def _read_row(element: etree._Element, last: int, sheet: Sheet, book: Book) -> int:
    """Read one row; the index it had, which a row without a number takes from the one before."""
    given = element.get("r", "")
    row = int(given) - 1 if given.isdecimal() and len(given) < 8 else last + 1
    if not 0 <= row < LAST_ROW:
        raise Refused("BROKEN_XML", {"part": sheet.name})
    if element.get("hidden", "").lower() in TRUE or element.get("ht") == "0":
        sheet.hidden_rows.add(row)
    for place, cell in _cells(element, row, book):
        sheet.cells[place] = cell
    if len(sheet.cells) > LARGEST:
        width = max(column for _, column in sheet.cells) + 1
        raise Unreadable("TOO_MANY_CELLS", sheet=sheet.name, rows=str(row + 1), columns=str(width))
    return row


def _cells(row: etree._Element, index: int, book: Book) -> Iterator[tuple[tuple[int, int], Cell]]:
    column = -1
    for element in row.iterfind(S + "c"):
        reference = element.get("r")
        column = place_of(reference)[1] if reference else column + 1
        if column >= LAST_COLUMN:
            raise Refused("BROKEN_XML", {"part": str(index + 1)})
        cell = cell_of(element, book, index, column)
        if cell is not None:
            yield (index, column), cell


def _read_column(element: etree._Element, sheet: Sheet) -> None:
    first, last = element.get("min", ""), element.get("max", "")
    if element.get("hidden", "").lower() in TRUE and first.isdecimal() and last.isdecimal():
        sheet.hidden_columns.update(range(int(first[:6]) - 1, min(int(last[:6]), LAST_COLUMN)))
