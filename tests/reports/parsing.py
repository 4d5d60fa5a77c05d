"""Files and pages read back: the rows of their tables as text, to be compared with what the report says."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import docx
import openpyxl
from lxml import html
from pypdf import PdfReader

from promost.reports.composing import Cell, Report, Table
from promost.reports.composing.document import Row

Rows = list[list[str]]


def said(table: Table) -> Rows:
    """The rows of a table, one for each heading of a group too, spaces evened out."""
    rows: Rows = []
    for group in table.groups:
        rows += [[even(group.heading)]] if group.heading else []
        rows += [[even(cell.text) for cell in row] for row in group.rows]
    return rows


def even(text: str) -> str:
    """Text with every run of spaces and line ends as one space."""
    return " ".join(text.split())


def of_docx(data: bytes) -> list[Rows]:
    """The tables of a Word document, without their heading lines."""
    return [
        [[even(cell) for cell in _cells(row)] for row in table.rows[1:]]
        for table in docx.Document(io.BytesIO(data)).tables
    ]


def _cells(row: Any) -> list[str]:
    return [docx.table._Cell(each, row._parent).text for each in row._tr.tc_lst]


def of_page(content: bytes) -> list[Rows]:
    """The tables of a page, without their heading lines."""
    return [
        [
            [even("".join(map(str, cell.itertext()))) for cell in row.iter("td", "th")]
            for row in table.iterfind("tbody/tr")
        ]
        for table in html.fromstring(content.decode().replace("<br>", "\n")).iter("table")
    ]


def of_xlsx(data: bytes, report: Report) -> dict[str, list[list[Any]]]:
    """The tables of a workbook by their code: the values under each table's heading line, as far as they are filled."""
    lines = [
        [cell.value for cell in row] for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets for row in sheet
    ]
    return {table.code: _under(lines, table) for table in report.tables}


def _under(lines: list[list[Any]], table: Table) -> list[list[Any]]:
    heads = [column.heading for column in table.columns]
    titles = [place for place, line in enumerate(lines) if line[0] == table.title]
    start = next(place for place in titles if lines[place + 1][: len(heads)] == heads) + 2
    count = sum(len(group.rows) + bool(group.heading) for group in table.groups)
    return [line[: len(heads)] for line in lines[start : start + count]]


def same(value: Any, cell: Cell) -> bool:
    """Whether a workbook's value says what a cell does."""
    if isinstance(value, datetime):
        return bool(value.date() == cell.value)
    if isinstance(value, int | float):
        return not isinstance(cell.value, date) and cell.value is not None and Decimal(str(value)) == cell.value
    return even(value or "") == even(cell.text)


def of_pdf(data: bytes) -> str:
    """The text of a PDF without spaces and hyphens, so that broken lines read as they were."""
    return tight("".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


def tight(text: str) -> str:
    """Text without spaces, hyphens and what a typesetter puts in or joins."""
    return re.sub(r"[\s\u00ad\u200b-]", "", text)


def figures_of(row: Row) -> list[str]:
    """The cells of a row that hold numbers, as they stand in a PDF."""
    return [tight(cell.text) for cell in row if re.search(r"\d", cell.text) and "\n" not in cell.text]
