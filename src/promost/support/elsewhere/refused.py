"""Files that come back: the rows that were refused, and the template to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from promost.ledger.sheets.refused import OPTIONS
from promost.ledger.sheets.rows import EMPTY
from promost.plans.reading.document import Cell
from promost.support.applications import reasons
from promost.support.elsewhere.columns import columns
from promost.support.elsewhere.rows import Row


def refused_file(refused: Sequence[tuple[Row, str]]) -> bytes:
    """Return an .xlsx with these rows as they came and, in the last column, why each was refused.

    Mended, it is taken as it is.
    """
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet = _headed(book)
        last = len(columns())
        sheet.write_string(0, last, _("Why the row was refused"), book.add_format({"bold": True}))
        sheet.set_column(last, last, 70)
        for number, (row, reason) in enumerate(refused, start=1):
            for place, column in enumerate(columns()):
                _write(sheet, number, place, row.cells.get(column.code, EMPTY), day)
            sheet.write_string(number, last, reason)
    return out.getvalue()


def template() -> bytes:
    """Return an .xlsx to fill in, in the reader's language."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        sheet = _headed(book)
        dated = book.add_format({"num_format": "dd.mm.yyyy"})
        for place, column in enumerate(columns()):
            sheet.set_column(place, place, column.width, dated if column.code.endswith("_on") else None)
        _explain(book)
    return out.getvalue()


def _headed(book: Any) -> Any:
    sheet = book.add_worksheet(_("Applications for support"))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for place, column in enumerate(columns()):
        sheet.write_string(0, place, column.heading, bold)
        sheet.write_comment(0, place, column.help)
        sheet.set_column(place, place, column.width)
    sheet.freeze_panes(1, 0)
    return sheet


def _explain(book: Any) -> None:
    sheet = book.add_worksheet(_("Explanations"))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    bold = book.add_format({"bold": True})
    lines = [(column.heading, column.help) for column in columns()]
    lines += [(_("Reason"), words) for _code, words in reasons.choices()]
    for row, (name, text) in enumerate(lines):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, text)


def _write(sheet: Any, row: int, place: int, cell: Cell, day: Any) -> None:
    """A value as it was typed; a number of more digits than a cell keeps stays text."""
    value = cell.value
    if isinstance(value, date | datetime) and not isinstance(value, time):
        sheet.write_datetime(row, place, value, day)
    elif isinstance(value, Decimal | int | float) and not isinstance(value, bool) and _keeps(value):
        sheet.write_number(row, place, float(value))
    elif cell.text:
        sheet.write_string(row, place, cell.text)


def _keeps(value: Decimal | float) -> bool:
    return Decimal(repr(float(value))) == Decimal(str(value))
