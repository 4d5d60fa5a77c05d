"""Problems of rows as they are kept, and as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import get_language

from promost.support.reading import Place, Problem, Severity, place, say
from promost.support.reading.messages import severity_of


def kept(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as JSON: their code, values, and the heading of their column."""
    return [{"code": each.code, "values": dict(each.values), "column": each.place.column} for each in problems]


def told(reasons: Sequence[Mapping[str, Any]]) -> list[str]:
    """The sentences of kept problems in the reader's language, each with its column."""
    return [_sentence(each, _language()) for each in reasons]


def refusing(reasons: Sequence[Mapping[str, Any]]) -> list[str]:
    """The sentences of those that keep a row from being taken; all of them, where none does alone."""
    errors = [each for each in reasons if severity_of(each["code"]) is Severity.ERROR]
    return told(errors or reasons)


def place_of(text: str) -> str:
    """A row's kept place in words: "Меры!14" → "Sheet “Меры”, row 14"."""
    sheet, _, row = text.rpartition("!")
    return place(Place(sheet, int(row) if re.fullmatch(r"\d+", row) else None), _language())


def _sentence(reason: Mapping[str, Any], language: str) -> str:
    where = place(Place(column=reason["column"]), language)
    sentence = say(reason["code"], reason["values"], language)
    return f"{where}: {sentence}" if where else sentence[:1].upper() + sentence[1:]


def _language() -> str:
    return "en" if (get_language() or "ru").startswith("en") else "ru"
