"""Draws documents for the tests: Word files of paragraphs and tables, workbooks of sheets; and says what is expected."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import docx
import openpyxl
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

LEFT = "<"
"""A cell that is merged with the one to its left."""
UP = "^"
"""A cell that is merged with the one above."""
X_SHADE = "▒"
"""A cell that says nothing and is shaded."""


@dataclass(frozen=True)
class Row:
    """A measure as it should be read. ``term`` is "start..end" ("..end" for "by a day") or a kind's name."""

    number: str
    title: str
    term: str
    owners: Mapping[str, str] = field(default_factory=dict)
    """Side → names parted by "; "."""
    section: str | None = None
    direction: str | None = None
    result: str | None = None
    completion: str | None = None
    targets: Sequence[tuple[float, str]] | None = None
    resources: Sequence[tuple[int | None, float]] | None = None
    errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Expected:
    """What a whole document should give."""

    title: str
    period: tuple[str, str] | None
    rows: Sequence[Row]
    parties: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    """Codes that must stand among the document's problems."""
    targets: int = 0


class Draft:
    """A Word document being drawn."""

    def __init__(self) -> None:
        self._word: Word = docx.Document()

    def say(self, *texts: str, centred: bool = False, bold: bool = False, right: bool = False) -> Draft:
        for text in texts:
            paragraph = self._word.add_paragraph()
            paragraph.add_run(text).bold = bold
            if centred or right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.RIGHT
        return self

    def title(self, *texts: str) -> Draft:
        return self.say(*texts, centred=True, bold=True)

    def heading(self, text: str) -> Draft:
        self._word.add_heading(text, level=2)
        return self

    def item(self, text: str) -> Draft:
        """A line that the word processor counts."""
        self._word.add_paragraph(text, style="List Number")
        return self

    def table(self, *rows: Sequence[str], bold: Iterable[int] = ()) -> Draft:
        """Rows of texts; LEFT and UP merge; rows in ``bold`` are printed bold; a leading "*" shades a cell."""
        table = self._word.add_table(rows=len(rows), cols=max(map(len, rows)))
        for r, texts in enumerate(rows):
            for c, text in enumerate(texts):
                _write(table.cell(r, c), text, bold=r in set(bold))
        for r, c, span_r, span_c in _merges(rows):
            table.cell(r, c).merge(table.cell(r + span_r - 1, c + span_c - 1))
        return self

    def data(self) -> bytes:
        stream = io.BytesIO()
        self._word.save(stream)
        return stream.getvalue()


def _write(cell: _Cell, text: str, *, bold: bool) -> None:
    if text in {LEFT, UP}:
        return
    if text == X_SHADE:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "8DB3E2")
        cell._tc.get_or_add_tcPr().append(shade)
        return
    cell.paragraphs[0].add_run(text).bold = bold


def _merges(rows: Sequence[Sequence[str]]) -> list[tuple[int, int, int, int]]:
    """Each merged area as (row, column, height, width)."""
    found = []
    for r, texts in enumerate(rows):
        for c, text in enumerate(texts):
            if text in {LEFT, UP}:
                continue
            width = 1
            while c + width < len(texts) and texts[c + width] == LEFT:
                width += 1
            height = 1
            while r + height < len(rows) and c < len(rows[r + height]) and rows[r + height][c] == UP:
                height += 1
            if width > 1 or height > 1:
                found.append((r, c, height, width))
    return found


class Book:
    """A workbook being drawn."""

    def __init__(self) -> None:
        self._book = openpyxl.Workbook()
        self._book.remove(self._book.active)  # type: ignore[arg-type]
        self._at: Worksheet | None = None

    def sheet(self, name: str, *rows: Sequence[Any], first_row: int = 1, hidden: bool = False) -> Book:
        """A sheet of values; LEFT and UP merge."""
        sheet = self._book.create_sheet(name)
        for r, values in enumerate(rows, first_row):
            for c, value in enumerate(values, 1):
                if value == X_SHADE:
                    sheet.cell(r, c).fill = PatternFill("solid", fgColor="8DB3E2")
                elif value not in (LEFT, UP, "", None):
                    sheet.cell(r, c, value)
        for r, c, height, width in _merges([list(map(str, row)) for row in rows]):
            top = r + first_row
            sheet.merge_cells(start_row=top, start_column=c + 1, end_row=top + height - 1, end_column=c + width)
        sheet.sheet_state = "hidden" if hidden else "visible"
        return self

    def data(self) -> bytes:
        stream = io.BytesIO()
        self._book.save(stream)
        return stream.getvalue()
