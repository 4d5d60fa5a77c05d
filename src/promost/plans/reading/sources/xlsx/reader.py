"""A workbook as a Document: each sheet that says something is a Table."""

from __future__ import annotations

import re

from lxml import etree

from promost.kit.uploads import Archive
from promost.kit.uploads.xml import stream
from promost.plans.reading.document import Cell, Document, Table
from promost.plans.reading.sources.grid import Sheet, as_table
from promost.plans.reading.sources.package import Package, first_of
from promost.plans.reading.sources.unreadable import Unreadable
from promost.plans.reading.sources.xlsx.cells import Book
from promost.plans.reading.sources.xlsx.names import TRUE, R, S
from promost.plans.reading.sources.xlsx.sheets import read_sheet
from promost.plans.reading.sources.xlsx.strings import Rich, rich
from promost.plans.reading.sources.xlsx.styles import looks

SHEET_LIMIT = 160 * 1024 * 1024
_CYRILLIC = re.compile(rb"[\xd0\xd1][\x80-\xbf]|&#(10[2-9]\d|11[0-2]\d|x4[0-4][0-9a-f]);", re.IGNORECASE)
"""Cyrillic letters in UTF-8 or as references to their numbers."""


def read_xlsx(archive: Archive, name: str) -> Document:
    """The workbook in ``archive``. Raises Unreadable, or Refused as the archive and the XML parser do."""
    package = Package(archive)
    main = package.main_part("xl/workbook.xml")
    root = package.tree(main)
    relations = package.related(main)
    book = _book(package, relations, root)
    tables = []
    for index, (sheet, part) in enumerate(_sheets(root, relations)):
        data = package.bytes_of(part, SHEET_LIMIT)
        # A workbook without Cyrillic letters before and in this sheet is taken for an English one.
        book.russian = book.russian or _CYRILLIC.search(data) is not None
        read_sheet(data, sheet, book)
        tables.append(as_table(sheet, index))
    if not tables:
        raise Unreadable("BROKEN_XML", part=main)
    struck = tuple(dict.fromkeys(text.left_out for text in book.strings if text.left_out.strip()))
    return Document(name, "xlsx", tuple(tables), struck, _notes(package, tables, bool(struck)))


def _book(package: Package, relations: dict[str, tuple[str, str]], root: etree._Element) -> Book:
    part = first_of(relations, "sharedStrings")
    kept = package.bytes_of(part, SHEET_LIMIT) if part and part in package else b""
    properties = root.find(S + "workbookPr")
    since_1904 = properties is not None and properties.get("date1904", "").lower() in TRUE
    styles = looks(package.optional(first_of(relations, "styles")))
    return Book(_strings(kept) if kept else [], styles, since_1904, _CYRILLIC.search(kept) is not None)


def _strings(data: bytes) -> list[Rich]:
    return [rich(element) for element in stream(data, (S + "si",))]


def _sheets(root: etree._Element, relations: dict[str, tuple[str, str]]) -> list[tuple[Sheet, str]]:
    """The sheets with their parts, in the order of their tabs. Charts have no cells and are left out."""
    found = []
    for element in root.iterfind(f"{S}sheets/{S}sheet"):
        kind, part = relations.get(element.get(R + "id", ""), ("", ""))
        if kind == "worksheet":
            hidden = element.get("state", "visible") != "visible"
            found.append((Sheet(element.get("name", ""), hidden=hidden), part))
    return found


def _notes(package: Package, tables: list[Table], struck: bool) -> tuple[str, ...]:
    found = {
        "STRICT_OOXML": package.strict,
        "STRUCK_TEXT": struck,
        "HIDDEN_SHEETS": any(table.hidden and table.grid for table in tables),
        "HIDDEN_ROWS": any(table.hidden_rows for table in tables),
        "FORMULAS_NOT_COMPUTED": any(_waits(cell) for table in tables for row in table.grid for cell in row),
    }
    return tuple(code for code, holds in found.items() if holds)


def _waits(cell: Cell | None) -> bool:
    return cell is not None and cell.formula and not cell.text
