"""Problems in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from promost.plans.reading import messages
from promost.plans.reading.draft import Place, Problem


@dataclass(frozen=True, slots=True)
class Said:
    """A problem as a person reads it."""

    code: str
    severity: str
    message: str
    place: str


def say(problems: Iterable[Problem]) -> list[Said]:
    """Put problems into words."""
    return [
        Said(each.code, str(each.severity), messages.say(each.code, dict(each.values), language()), where(each.place))
        for each in problems
    ]


def unreadable(code: str, values: Mapping[str, Any]) -> str:
    """Say why a file cannot be read and what to do."""
    return messages.say(code, {name: str(value) for name, value in values.items()}, language())


def where(place: Place) -> str:
    """Say where in the document something stands."""
    return messages.place(place, language())


def language() -> str:
    """Return the reader's language."""
    return "en" if (get_language() or "ru").startswith("en") else "ru"
