"""Sections of OKVED2 and OKPD2: the letter under which a code stands, by its first two digits. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from promost.registry import built_in, codes


def of(classifier: str, code: str) -> str:
    """Return the section's letter of a code ("25.62" → "C"), "" where there is no such class or no sections at all."""
    if len(code) == 1:
        return code
    return _classes(classifier).get(codes.digits(code)[:2], "")


@cache
def _classes(classifier: str) -> Mapping[str, str]:
    if classifier not in built_in.WITH_SECTIONS:
        return {}
    table = built_in.table(classifier)
    return {cls: row["code"] for row in table["section"] for cls in _span(row["classes"])}


def _span(classes: str) -> list[str]:
    """The classes of "10-33" or "35"."""
    first, _dash, last = classes.partition("-")
    return [f"{number:02}" for number in range(int(first), int(last or first) + 1)]
