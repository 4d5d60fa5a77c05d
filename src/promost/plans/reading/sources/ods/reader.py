"""An OpenDocument workbook as a Document: each sheet is a Table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from promost.kit.uploads import Archive
from promost.kit.uploads.xml import parse
from promost.plans.reading.document import Cell, Document, Table
from promost.plans.reading.sources.grid import LARGEST, LAST_COLUMN, LAST_ROW, Sheet, as_table, says
from promost.plans.reading.sources.ods.cells import cell_of
from promost.plans.reading.sources.ods.names import OFFICE, TABLE, repeated
from promost.plans.reading.sources.ods.styles import Styles
from promost.plans.reading.sources.package import TREE_LIMIT
from promost.plans.reading.sources.unreadable import Unreadable

_CELLS = {TABLE + "table-cell", TABLE + "covered-table-cell"}
_HIDDEN = {"collapse", "filter"}
_MOST_FILLED = 64
"""A fill that repeats more often than this is the look of a whole row or column and says nothing of a cell."""


def read_ods(archive: Archive, name: str) -> Document:
    """The workbook in ``archive``. Raises Unreadable, or Refused as the archive and the XML parser do."""
    root = parse(archive.read("content.xml", TREE_LIMIT))
    roots = [parse(archive.read("styles.xml", TREE_LIMIT))] if "styles.xml" in archive else []
    styles = Styles([*roots, root])
    book = root.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if book is None:
        raise Unreadable("BROKEN_XML", part="content.xml")
    sheets = [_Reader(element, styles).read() for element in book.iterfind(TABLE + "table")]
    tables = [as_table(sheet, index) for index, sheet in enumerate(sheets)]
    return Document(name, "ods", tuple(tables), notes=_notes(book, tables))


class _Reader:
    """Reads one sheet, minding that rows and cells are written once and repeated."""

    def __init__(self, element: etree._Element, styles: Styles) -> None:
        self._element = element
        self._styles = styles
        hidden = styles.hides_sheet(element.get(TABLE + "style-name", ""))
        self._sheet = Sheet(element.get(TABLE + "name", ""), hidden=hidden)

    def read(self) -> Sheet:
        """The sheet. Raises Unreadable TOO_MANY_CELLS, before anything that repeats too often is written out."""
        column = row = 0
        for element in _parts(self._element, "table-column"):
            times = repeated(element, "number-columns-repeated", LAST_COLUMN)
            if element.get(TABLE + "visibility") in _HIDDEN and column < LAST_COLUMN:
                self._sheet.hidden_columns.update(range(column, min(column + times, LAST_COLUMN)))
            column += times
        for element in _parts(self._element, "table-row"):
            row += self._row(element, row)
        return self._sheet

    def _row(self, element: etree._Element, row: int) -> int:
        """Read a row as often as it stands; how many rows it takes."""
        times = repeated(element, "number-rows-repeated", LAST_ROW)
        cells = list(self._cells(element, row, few=times <= _MOST_FILLED))
        said = any(says(cell) for cell in cells)
        if len(cells) * times + len(self._sheet.cells) > LARGEST or (said and row + times > LAST_ROW):
            raise Unreadable("TOO_MANY_CELLS", sheet=self._sheet.name, rows=str(row + times), columns=str(len(cells)))
        for at in range(row, row + times) if cells else ():
            self._sheet.cells.update({(at, cell.column): replace(cell, row=at) for cell in cells})
        if element.get(TABLE + "visibility") in _HIDDEN and said:
            self._sheet.hidden_rows.update(range(row, min(row + times, LAST_ROW)))
        return times

    def _cells(self, element: etree._Element, row: int, few: bool) -> Iterator[Cell]:
        column = 0
        for child in element:
            if child.tag not in _CELLS:
                continue
            times = repeated(child, "number-columns-repeated", LAST_COLUMN)
            # What stands under a merged cell is not shown.
            covered = child.tag == TABLE + "covered-table-cell"
            cell = None if covered else cell_of(child, self._styles, row, column)
            if cell is not None and (says(cell) or (few and times <= _MOST_FILLED)):
                self._merge(child, row, column)
                for offset in range(min(times, LAST_COLUMN - column)):
                    yield cell if not offset else replace(cell, column=column + offset)
            column += times
            if column >= LAST_COLUMN:
                return

    def _merge(self, element: etree._Element, row: int, column: int) -> None:
        rows = repeated(element, "number-rows-spanned", LAST_ROW)
        columns = repeated(element, "number-columns-spanned", LAST_COLUMN)
        if rows > 1 or columns > 1:
            self._sheet.merges.append((row, column, row + rows - 1, column + columns - 1))


def _parts(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows or columns of a sheet, through the groups they may stand in."""
    header = name.replace("table-", "table-header-") + "s"
    groups = {TABLE + group for group in (f"{name}s", f"{name}-group", header)}
    for child in parent:
        if child.tag == TABLE + name:
            yield child
        elif child.tag in groups:
            yield from _parts(child, name)


def _notes(book: etree._Element, tables: list[Table]) -> tuple[str, ...]:
    found = {
        "TRACKED_CHANGES": book.find(TABLE + "tracked-changes") is not None,
        "HIDDEN_SHEETS": any(table.hidden and table.grid for table in tables),
        "HIDDEN_ROWS": any(table.hidden_rows for table in tables),
    }
    return tuple(code for code, holds in found.items() if holds)
