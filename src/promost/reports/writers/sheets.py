"""The report as a workbook: numbers stay numbers, days stay days, nothing is taken for a formula or a link."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter

from promost.reports.composing import Cell, Column, Group, Report, Table

_SUMMARY = ("totals", "directions", "sections", "executors")
_DIGITS = 15
"""So many significant digits a spreadsheet keeps; a longer number is written as text."""
_LONGEST_NAME = 31
_NO_NUMBER = re.compile(r"[^\W\d_]|\(")
"""Letters and brackets: the text says more than the number."""
_TONES = {"good": "#1C6B3A", "warn": "#8A5300", "bad": "#A3211B", "muted": "#5B6470"}
_HEADING = {"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E6EBF1", "align": "center", "valign": "vcenter"}
_CHARACTERS = 1.45
"""Characters of width for a hundredth of the page's."""


def write_xlsx(report: Report) -> bytes:
    """Give the report as .xlsx: a sheet of totals, one for each long table, one for words and signatures."""
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({"title": f"{report.title}. {report.plan}"[:250], "author": "Promost"})
        first = _Sheet(book, report, report.table("totals").title)
        first.head()
        for code in _SUMMARY:
            first.table(report.table(code))
        for table in report.tables:
            if table.code not in _SUMMARY:
                sheet = _Sheet(book, report, table.title)
                sheet.table(table, repeat=True)
        last = _Sheet(book, report, report.signatures_title)
        last.ending()
    return written.getvalue()


class _Sheet:
    """A sheet that is written from top to bottom."""

    def __init__(self, book: Any, report: Report, name: str) -> None:
        self._book = book
        self._report = report
        self._sheet = book.add_worksheet(_sheet_name(name))
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.6)
        self._sheet.set_footer(f"&L&8{_footer(report.title)}&R&8&P / &N")
        self._row = 0
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def head(self) -> None:
        """Title, plan, whether it is invented, what the report is about."""
        self._line(self._report.title, bold=True, font_size=16)
        self._line(self._report.plan, font_size=12)
        if self._report.invented:
            self._line(self._report.invented, bold=True, font_color=_TONES["warn"])
        for name, value in self._report.lines:
            self._line(f"{name}: {value}")
        self._row += 1

    def table(self, table: Table, repeat: bool = False) -> None:
        """A table with its title; ``repeat`` keeps its heading in sight and on every printed page."""
        self._line(table.title, bold=True, font_size=12)
        self._widths(table.columns)
        heading = self._format(**_HEADING)
        for place, column in enumerate(table.columns):
            self._sheet.write_string(self._row, place, column.heading, heading)
        if repeat:
            self._sheet.repeat_rows(self._row)
            self._sheet.freeze_panes(self._row + 1, 0)
        self._row += 1
        for group in table.groups:
            self._group(group, table.columns)
        if not table.groups and table.empty:
            self._line(table.empty)
        if table.note:
            self._line(table.note, font_color=_TONES["muted"])
        self._row += 1

    def ending(self) -> None:
        """The words in place of a number, and the lines to sign."""
        self._sheet.set_column(0, 0, 42)
        self._sheet.set_column(1, 3, 26)
        self._line(self._report.words_title, bold=True, font_size=12)
        for word, meaning in self._report.words:
            self._line(f"{word} — {meaning}")
        self._row += 1
        self._line(self._report.signatures_title, bold=True, font_size=12)
        for one in self._report.signatures:
            self._line(", ".join(dict.fromkeys(filter(None, (one.party, one.organisation)))), bold=True)
            if one.signed:
                self._line(one.signed)
            self._row += 1
            self._cells((one.position, one.signature, one.name, one.day), top=1, align="center", font_size=8)
            self._row += 1

    def _group(self, group: Group, columns: tuple[Column, ...]) -> None:
        if group.heading:
            look = self._format(bold=True, border=1, bg_color="#F4F6F8", text_wrap=True)
            self._sheet.merge_range(self._row, 0, self._row, len(columns) - 1, "", look)
            self._sheet.write_string(self._row, 0, group.heading, look)
            self._row += 1
        for row in group.rows:
            for place, (cell, column) in enumerate(zip(row, columns, strict=True)):
                self._cell(place, cell, column)
            self._row += 1

    def _cell(self, place: int, cell: Cell, column: Column) -> None:
        looks = {"border": 1, "text_wrap": True, "valign": "top", "align": _ALIGN[column.align]}
        if cell.tone:
            looks["font_color"] = _TONES[cell.tone]
        number = _number(cell)
        if _is_plain_day(cell):
            self._sheet.write_datetime(self._row, place, cell.value, self._format(**looks, num_format="dd.mm.yyyy"))
        elif number is not None:
            self._sheet.write_number(self._row, place, number, self._format(**looks, num_format="#,##0.####"))
        else:
            self._sheet.write_string(self._row, place, cell.text, self._format(**looks))

    def _line(self, text: str, **looks: Any) -> None:
        self._sheet.write_string(self._row, 0, text, self._format(**looks))
        self._row += 1

    def _cells(self, texts: Iterable[str], **looks: Any) -> None:
        for place, text in enumerate(texts):
            self._sheet.write_string(self._row, place, text, self._format(**looks))
        self._row += 1

    def _widths(self, columns: tuple[Column, ...]) -> None:
        whole = sum(column.share for column in columns)
        for place, column in enumerate(columns):
            self._sheet.set_column(place, place, max(9, 100 * _CHARACTERS * column.share / whole))

    def _format(self, **looks: Any) -> Any:
        key = tuple(sorted(looks.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(looks)
        return self._formats[key]


_ALIGN: Mapping[str, str] = {"left": "left", "right": "right", "centre": "center"}


def _is_plain_day(cell: Cell) -> bool:
    """A day that the cell says and nothing else: a term in words stays words."""
    return isinstance(cell.value, date) and len(cell.text) == len("31.12.2025") and cell.text.count("\n") == 0


def _number(cell: Cell) -> float | None:
    """The number that the cell says and nothing else, if a spreadsheet can keep it exactly."""
    if cell.value is None or isinstance(cell.value, date) or _NO_NUMBER.search(cell.text):
        return None
    exact = Decimal(cell.value).normalize()
    return float(exact) if len(exact.as_tuple().digits) <= _DIGITS else None


def _sheet_name(name: str) -> str:
    return "".join(letter for letter in name if letter not in "[]:*?/\\'")[:_LONGEST_NAME]


def _footer(text: str) -> str:
    return text.replace("&", "&&")[:200]
