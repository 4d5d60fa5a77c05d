"""One cell of an OpenDocument sheet: the file keeps both its value and what is shown of it."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal

from lxml import etree

from promost.plans.reading.document import Cell, Value
from promost.plans.reading.sources.formats import general, number_of
from promost.plans.reading.sources.ods.names import OFFICE, TABLE, TEXT
from promost.plans.reading.sources.ods.styles import Styles

_ASIDE = {OFFICE + "annotation", TEXT + "note", TEXT + "tracked-changes"}
_MOST_SPACES = 100
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d)?)?")
_SHOWN = re.compile(r"-?[\d\s]+([.,]\d+)?")


def cell_of(element: etree._Element, styles: Styles, row: int, column: int) -> Cell | None:
    """The cell at a place from 0; None where nothing stands in it and it is not filled."""
    look = styles.look(element.get(TABLE + "style-name", ""))
    shown = "\n".join(text_of(paragraph) for paragraph in element.iterfind(TEXT + "p"))
    value, text, code = _said(element, shown)
    formula = element.get(TABLE + "formula") is not None
    if not text and value is None and not formula and not look.filled:
        return None
    return Cell(
        text=text,
        row=row,
        column=column,
        value=value,
        number_format=code,
        bold=look.bold,
        struck=look.struck,
        filled=look.filled,
        formula=formula,
    )


def text_of(element: etree._Element) -> str:
    """The text of a paragraph; comments and footnotes in it are no part of it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == TEXT + "s":
            count = child.get(TEXT + "c", "1")
            parts.append(" " * (min(int(count), _MOST_SPACES) if count.isdecimal() and len(count) < 6 else 1))
        elif child.tag == TEXT + "tab":
            parts.append("\t")
        elif child.tag == TEXT + "line-break":
            parts.append("\n")
        elif child.tag not in _ASIDE:
            parts.append(text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _said(element: etree._Element, shown: str) -> tuple[Value | None, str, str]:
    """Value, text and number format."""
    kind = element.get(OFFICE + "value-type", "")
    if kind in {"float", "percentage", "currency"}:
        number = number_of(element.get(OFFICE + "value", ""))
        return (None, shown, "") if number is None else _number(number, shown)
    if kind == "date":
        return _date(element.get(OFFICE + "date-value", ""), shown)
    if kind == "boolean":
        return element.get(OFFICE + "boolean-value") == "true", shown, ""
    return shown or None, shown, ""


def _number(number: int | Decimal, shown: str) -> tuple[Value, str, str]:
    """A plain number is shown with a point and its thousands parted by spaces, whatever the writer's country."""
    if not shown or shown == general(number):
        return number, shown or general(number), "General"
    if not _SHOWN.fullmatch(shown):
        return number, shown, "shown"
    plain = re.sub(r"\s", " ", shown).replace(",", ".")
    decimals = len(plain.partition(".")[2])
    code = "0." + "0" * decimals if decimals else "0"
    return number, plain, f"#,##{code}" if " " in plain else code


def _date(kept: str, shown: str) -> tuple[Value | None, str, str]:
    match = _DAY.match(kept)
    try:
        moment = datetime.fromisoformat(match.group()) if match else None
    except ValueError:
        moment = None
    if moment is None:
        return shown or None, shown, ""
    value = moment if moment.time() != moment.time().min else moment.date()
    return value, shown or f"{moment:%d.%m.%Y}", "dd.mm.yyyy"
