"""Who fits, as a file: .csv row after row for any number, .xlsx for what a sheet holds comfortably."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from promost.profiles.models import Enterprise
from promost.support.officers.gap import enterprises

STEP = 1_000
"""Rows that are read at once."""
MOST_XLSX = 50_000
"""Rows of an .xlsx; a longer list is given as .csv."""
BOOK = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def heading() -> list[str]:
    """Return the names of the columns, in the reader's language."""
    return [
        _("INN"), _("Name"), _("Region"), _("Place"), _("Main activity (OKVED)"), _("Category"), _("Headcount"),
        _("Revenue, roubles"),
    ]  # fmt: skip


def as_csv(inns: Sequence[str]) -> Iterator[bytes]:
    """Give the lines of a .csv, UTF-8 with its mark and semicolons, a stretch of rows at a time."""
    yield "\ufeff".encode()
    yield _lines([heading()])
    for rows in _stretches(inns):
        yield _lines([[_plain(value) for value in _cells(row)] for row in rows])


def as_xlsx(inns: Sequence[str]) -> bytes:
    """Give a workbook of one sheet. Raises ValueError for more than MOST_XLSX."""
    if len(inns) > MOST_XLSX:
        raise ValueError("too many rows for a workbook")
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, BOOK) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, heading(), book.add_format({"bold": True, "bottom": 1}))
        sheet.freeze_panes(1, 0)
        sheet.set_column(1, 1, 46)
        at = 1
        for rows in _stretches(inns):
            for row in rows:
                sheet.write_row(at, 0, ["" if each is None else each for each in _cells(row)])
                at += 1
    return written.getvalue()


def _stretches(inns: Sequence[str]) -> Iterator[list[Enterprise]]:
    for start in range(0, len(inns), STEP):
        yield enterprises(inns[start : start + STEP])


def _cells(row: Enterprise) -> list[Any]:
    revenue = None if row.revenue is None else float(row.revenue)
    region = row.region.name if row.region else ""
    return [row.inn, row.called, region, row.place, row.okved, row.get_category_display(), row.employees, revenue]


def _lines(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode()


def _plain(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
