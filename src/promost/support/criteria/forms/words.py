"""Comparisons and scales in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext_lazy

from promost.matching.schema import Field
from promost.matching.words import phrase

WORDS: Mapping[str, Any] = {
    "min": gettext_lazy("at least"),
    "max": gettext_lazy("at most"),
    "above": gettext_lazy("more than"),
    "below": gettext_lazy("less than"),
    "age_min": gettext_lazy("at least so many years ago"),
    "age_max": gettext_lazy("no more than so many years ago"),
    "months_min": gettext_lazy("at least so many months ago"),
    "months_max": gettext_lazy("no more than so many months ago"),
    "not_before": gettext_lazy("not before the day"),
    "not_after": gettext_lazy("not after the day"),
    "after": gettext_lazy("after the day"),
    "before": gettext_lazy("before the day"),
    "under": gettext_lazy("one of these codes, or any within it"),
    "in": gettext_lazy("exactly one of these codes"),
    "any_of": gettext_lazy("at least one of these"),
    "all_of": gettext_lazy("each of these"),
}
SCALES = {"1": "", "1000": "thousand", "1000000": "million", "1000000000": "billion"}
DAYS = ("not_before", "not_after", "after", "before")


def language() -> str:
    """Return the reader's language as matching names it."""
    return "en" if (get_language() or "ru").startswith("en") else "ru"


def is_money(field: Field) -> bool:
    """Tell whether a number is one of roubles, which are counted in thousands, millions, billions."""
    return getattr(field, "unit", "") == "RUB"


def unit_of(field: Field) -> str:
    """Return the unit of a number in words; "" for money, whose unit is chosen."""
    unit = getattr(field, "unit", "")
    return phrase("unit", unit, language()).split("|")[-1] if unit and not is_money(field) else ""


def scales() -> list[tuple[str, str]]:
    """Return (power, "million ₽")."""
    ruble = phrase("unit", "RUB", language())
    named = {power: phrase("scale", name, language()) if name else "" for power, name in SCALES.items()}
    return [(power, f"{name} {ruble}".strip()) for power, name in named.items()]
