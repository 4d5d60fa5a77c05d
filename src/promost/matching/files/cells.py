"""Cells of a spreadsheet's CSV, as people fill them in, into values: ``да``, ``2 400,5``, ``24.11.2026``, ``25.62;
26.1``."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from promost.matching.problems import BadValue
from promost.matching.schema import Field

_FLAGS = {
    **dict.fromkeys(("да", "yes", "true", "истина", "1", "+"), True),
    **dict.fromkeys(("нет", "no", "false", "ложь", "0"), False),
}
_NOTHING = ("нет", "none", "[]")
_UNKNOWN = ("", "-", "–", "—", "н/д", "n/a", "?")
_GAPS = re.compile(r"[\s\u00a0\u2009\u202f]")


def read_cell(field: Field, cell: str) -> object:
    """The value of a cell; an empty one is unknown. In a list, *нет* and *none* say that there is none. Raises
    ``BadValue``."""
    text = cell.strip()
    return None if text.casefold() in _UNKNOWN else field.read(_READERS[field.kind](text))


def _number(text: str) -> object:
    plain = _GAPS.sub("", text)
    if "," in plain and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        return Decimal(plain)
    except InvalidOperation:
        raise BadValue("want_number", value=repr(text)) from None


def _flag(text: str) -> object:
    try:
        return _FLAGS[text.casefold()]
    except KeyError:
        raise BadValue("want_flag", value=repr(text)) from None


def _day(text: str) -> object:
    parts = text.split(".")
    if len(parts) != 3:
        return text
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        raise BadValue("want_day", value=repr(text)) from None


def _codes(text: str) -> object:
    return [] if text.casefold() in _NOTHING else [one for one in re.split(r"[;|,\s]+", text) if one]


def _choices(text: str) -> object:
    return [] if text.casefold() in _NOTHING else [one.strip() for one in re.split(r"[;|]", text) if one.strip()]


_READERS: dict[str, Callable[[str], object]] = {
    "choice": str,
    "choices": _choices,
    "codes": _codes,
    "number": _number,
    "flag": _flag,
    "date": _day,
}
