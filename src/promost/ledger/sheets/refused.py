"""The file of refused rows: as they came, each with its reason; mended, it is taken as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from promost.ledger.sheets.columns import COLUMNS, REASON
from promost.ledger.sheets.rows import EMPTY, Line
from promost.plans.reading.document import Cell

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def refused_file(refused: Sequence[tuple[Line, str]]) -> bytes:
    """Return an .xlsx with these rows and, in the last column, why each was refused."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(_("Results"))
        for place, column in enumerate(COLUMNS):
            sheet.write_string(0, place, str(column.heading), bold)
            sheet.set_column(place, place, column.width)
        sheet.write_string(0, len(COLUMNS), str(REASON), bold)
        sheet.set_column(len(COLUMNS), len(COLUMNS), 70)
        sheet.freeze_panes(1, 0)
        for row, (line, reason) in enumerate(refused, start=1):
            for place, column in enumerate(COLUMNS):
                _write(sheet, row, place, line.cells.get(column.code, EMPTY), day)
            sheet.write_string(row, len(COLUMNS), reason, wrapped)
    return out.getvalue()


def _write(sheet: Any, row: int, place: int, cell: Cell, day: Any) -> None:
    """A value as it was typed; a number of more digits than a cell keeps stays text."""
    value = cell.value
    if isinstance(value, datetime | date) and not isinstance(value, time):
        sheet.write_datetime(row, place, value, day)
    elif (
        isinstance(value, Decimal | int | float)
        and not isinstance(value, bool)
        and Decimal(repr(float(value))) == value
    ):
        sheet.write_number(row, place, float(value))
    elif cell.text:
        sheet.write_string(row, place, cell.text)


def _keeps(value: Any) -> bool:
    """Whether a cell keeps a number whole: it holds a float."""
    is_number = isinstance(value, Decimal | int | float) and not isinstance(value, bool)
    return is_number and Decimal(repr(float(value))) == Decimal(str(value))
