"""An old workbook as a Document: each sheet is a Table."""

from __future__ import annotations

import struct

from promost.plans.reading.document import Document, Table
from promost.plans.reading.sources.grid import Sheet, as_table
from promost.plans.reading.sources.unreadable import Unreadable
from promost.plans.reading.sources.xls.book import read_book
from promost.plans.reading.sources.xls.container import Container
from promost.plans.reading.sources.xls.sheets import SheetReader


def read_xls(data: bytes, name: str) -> Document:
    """The workbook in ``data``. Raises Unreadable: BROKEN_XLS, XLS_TOO_OLD, PASSWORD, TOO_MANY_CELLS."""
    try:
        tables = _tables(Container(data).stream("Workbook", "Book"))
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise Unreadable("BROKEN_XLS") from error
    notes = {
        "HIDDEN_SHEETS": any(table.hidden and table.grid for table in tables),
        "HIDDEN_ROWS": any(table.hidden_rows for table in tables),
    }
    return Document(name, "xls", tuple(tables), notes=tuple(code for code, holds in notes.items() if holds))


def _tables(stream: bytes) -> list[Table]:
    book = read_book(stream)
    tables: list[Table] = []
    for index, (name, start, hidden) in enumerate(book.sheets):
        sheet = Sheet(name, hidden=hidden)
        SheetReader(book, sheet).read(stream, start)
        tables.append(as_table(sheet, index))
    return tables
