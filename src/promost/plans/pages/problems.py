"""Problems in the reader's language."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from promost.plans.reading import messages
from promost.plans.reading.draft import Place, Problem


@dataclass(slots=True)
class Said:
    """A problem as a person reads it."""

    code: str
    severity: str
    message: str
    place: str


def say(problems: Iterable[Problem], settled: Container[str] = ()) -> list[Said]:
    """Put problems into words; those whose code is ``settled`` (taken as signed) ask for nothing any more."""
    return [_said(each, settled=each.code in settled) for each in problems]


def _said(problem: Problem, *, settled: bool) -> Said:
    sentence = messages.say(problem.code, dict(problem.values), language())
    return Said(problem.code, "ok" if settled else str(problem.severity), sentence, where(problem.place))


def unreadable(code: str, values: Mapping[str, Any]) -> str:
    """Say why a file cannot be read and what to do; of a fault of our own, that it is one."""
    if code == "unexpected":
        return _("Promost made a mistake while reading it. The file is kept; tell your administrator its name.")
    return messages.say(code, {name: str(value) for name, value in values.items()}, language())


def where(place: Place) -> str:
    """Say where in the document something stands."""
    parts = [_named(place)]
    if place.row is not None:
        parts.append(_("row %(row)s") % {"row": place.row if place.part == "sheet" else place.row + 1})
    return ", ".join(filter(None, parts))


def _named(place: Place) -> str:
    if place.part == "sheet":
        return _("sheet “%(name)s”") % {"name": place.name}
    if place.index is None:
        return ""
    word = _("table %(index)s") if place.part == "table" else _("paragraph %(index)s")
    return word % {"index": place.index + 1}


def language() -> str:
    """Return the reader's language."""
    return "en" if (get_language() or "ru").startswith("en") else "ru"
