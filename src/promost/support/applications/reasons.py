"""The reasons of refusals, from ``data/reasons.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.utils.translation import get_language

from promost.registry import rooms

FILE = "promost.support:data/reasons.toml"


@cache
def every() -> Mapping[str, Mapping[str, str]]:
    """Return code → {"ru", "en"}, in the order of the file. Raises ValueError for a code that stands twice."""
    rows = rooms.data(FILE)["reason"]
    found = {row["code"]: {"ru": row["ru"], "en": row["en"]} for row in rows}
    if len(found) < len(rows):
        raise ValueError("a reason's code stands twice in reasons.toml")
    return found


def name(code: str) -> str:
    """Return a reason in the reader's language; the code itself where the file does not have it."""
    language = "en" if (get_language() or "ru").startswith("en") else "ru"
    return every()[code][language] if code in every() else code


def choices() -> list[tuple[str, str]]:
    """Return (code, words) of every reason, for a form."""
    return [(code, name(code)) for code in every()]
