"""Sheets of many facts, made as an officer would fill them in."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import xlsxwriter

from promost.ledger.sheets.columns import COLUMNS
from promost.progress.demo.events import Event
from promost.progress.demo.stage import Stage

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def workbook(stage: Stage, event: Event) -> bytes:
    """Return an .xlsx with a row for each value of an event; the same event gives the same bytes."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"created": event.at.replace(tzinfo=None)})
        dated = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet = book.add_worksheet()
        for place, column in enumerate(COLUMNS):
            sheet.write_string(0, place, str(column.heading))
        for number, cells in enumerate(_rows(stage, event), start=1):
            for place, column in enumerate(COLUMNS):
                value = cells.get(column.code, "")
                sheet.write(number, place, value, *([dated] if isinstance(value, date) else []))
    return out.getvalue()


def _rows(stage: Stage, event: Event) -> list[dict[str, str | date | float]]:
    found: list[dict[str, str | date | float]] = []
    for given in event.givens():
        counted = stage.counted(event, given)
        found.append(
            {
                "measure": event.measure,
                "indicator": counted.indicator.code,
                "value": float(given.value),
                "happened_on": event.day,
                "organisation": stage.enterprises[given.enterprise].name if given.enterprise else "",
                "breakdown": counted.breakdown,
            }
        )
    return found
