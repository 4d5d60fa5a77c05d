"""The template of a plan's sheet: columns to fill in, lists to choose from, an example, explanations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from promost.kit.formats import day
from promost.ledger import naming, queries, units
from promost.ledger.sheets.columns import COLUMNS
from promost.ledger.sheets.refused import OPTIONS
from promost.ledger.sheets.rows import MOST
from promost.ledger.sheets.words import in_force, label
from promost.plans.models import MeasureEdition, Plan
from promost.profiles import breakdowns
from promost.profiles.models import Indicator

FILLED = 2_000
"""Rows that have lists to choose from."""
CELL = 255
"""Characters that a list's line may have."""


def template(plan: Plan) -> bytes:
    """Return an .xlsx to fill in for a plan, in the reader's language."""
    rows = in_force(plan)
    indicators = _indicators(plan, rows)
    lists = {
        "measure": [label(row) for row in rows],
        "indicator": [each.name for each in indicators],
        "unit": list(dict.fromkeys(unit.symbol for each in indicators for unit in units.choices(each))),
        "organisation": naming.offered(plan),
        "breakdown": _breakdowns(indicators),
    }
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(_("Results"))
        _write_explanations(book, bold, plan, lists)
        _write_lists(book, bold, lists)
        _write_results(book, sheet, bold, lists)
    return out.getvalue()


def _indicators(plan: Plan, rows: Sequence[MeasureEdition]) -> list[Indicator]:
    """The plan's own first, then every other that facts are of."""
    some = rows[0].measure if rows else None
    promised = queries.indicators_of(None, plan)
    measures = Indicator.objects.filter(targets__plan=plan, targets__measure__isnull=False).order_by("position", "code")
    every = queries.indicators_of(some, plan) if some else []
    known = {each.pk for each in every}
    ordered = [*promised, *(each for each in measures if each.pk in known), *every]
    return list({each.pk: each for each in ordered}.values())


def _breakdowns(indicators: Sequence[Indicator]) -> list[str]:
    names = (breakdowns.named(text) for each in indicators for text in breakdowns.every(each.breakdowns) if text)
    return list(dict.fromkeys(names))


def _write_results(book: Any, sheet: Any, bold: Any, lists: Mapping[str, Sequence[str]]) -> None:
    dated = book.add_format({"num_format": "dd.mm.yyyy"})
    for place, column in enumerate(COLUMNS):
        sheet.write_string(0, place, str(column.heading), bold)
        sheet.write_comment(0, place, str(column.help))
        sheet.set_column(place, place, column.width, dated if column.code == "happened_on" else None)
        if lists.get(column.code):
            source = _range(list(lists).index(column.code), len(lists[column.code]))
            rule = {"validate": "list", "source": source, "error_type": "information", "show_error": False}
            sheet.data_validation(1, place, FILLED, place, rule)
    sheet.freeze_panes(1, 0)


def _range(place: int, count: int) -> str:
    column = chr(ord("A") + place)
    return f"='{_('Lists')}'!${column}$2:${column}${count + 1}"


def _write_lists(book: Any, bold: Any, lists: Mapping[str, Sequence[str]]) -> None:
    sheet = book.add_worksheet(_("Lists"))
    for place, (code, lines) in enumerate(lists.items()):
        heading = next(str(column.heading) for column in COLUMNS if column.code == code)
        sheet.write_string(0, place, heading, bold)
        sheet.set_column(place, place, 40)
        for row, line in enumerate(lines, start=1):
            sheet.write_string(row, place, line[:CELL])


def _write_explanations(book: Any, bold: Any, plan: Plan, lists: Mapping[str, Sequence[str]]) -> None:
    sheet = book.add_worksheet(_("Explanations"))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    said = [
        (_("Plan"), plan.title),
        (
            _("How it is filled in"),
            _("One row is one result that happened on one day. Rows are checked each on its own."),
        ),
        (_("What is refused"), _("Refused rows come back as a file with the reasons; the others are recorded.")),
        (_("Most rows"), str(MOST)),
        *((str(column.heading), str(column.help)) for column in COLUMNS),
        (_("Example"), _example(plan, lists)),
    ]
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for row, (name, text) in enumerate(said):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, text, wrapped)


def _example(plan: Plan, lists: Mapping[str, Sequence[str]]) -> str:
    first = {code: lines[0] if lines else "" for code, lines in lists.items()}
    happened = max(plan.starts_on, date(plan.starts_on.year, 3, 15))
    parts = (first["measure"], first["indicator"], "3", first["unit"], day(happened, "digits"), first["organisation"])
    return " | ".join(part or "—" for part in parts)
