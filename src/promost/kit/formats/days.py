"""Days, months, periods and moments as text."""

import tomllib
from datetime import date, datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import Literal

from promost.kit.formats.language import NBSP, Language, resolve

Style = Literal["full", "short", "digits"]

MONTHS_FILE = Path(__file__).with_name("months.toml")


@cache
def _months() -> dict[str, dict[str, list[str]]]:
    """Names of months by language and form ("of", "full", "short"), from `months.toml`."""
    data = tomllib.loads(MONTHS_FILE.read_text("utf-8"))
    return {language: {form: names.split() for form, names in forms.items()} for language, forms in data.items()}


def _day_month(value: date, language: Language) -> str:
    return f"{value.day}{NBSP}{_months()[language]['of'][value.month - 1]}"


def _year(year: int, language: Language) -> str:
    return f"{NBSP}{year}{NBSP}г." if language == "ru" else f"{NBSP}{year}"


def day(value: date, style: Style = "full", language: str | None = None) -> str:
    """Write a day: "14 мая 2025 г." / "14 May 2025"; short without the year; digits "14.05.2025" / "2025-05-14"."""
    lang = resolve(language)
    if style == "digits":
        return value.strftime("%d.%m.%Y") if lang == "ru" else f"{value:%Y-%m-%d}"
    return _day_month(value, lang) + (_year(value.year, lang) if style == "full" else "")


def month(value: date, short: bool = False, language: str | None = None) -> str:
    """Write a month with its year, "май 2025 г." / "May 2025", or its short name alone, "сен" / "Sep"."""
    lang = resolve(language)
    if short:
        return _months()[lang]["short"][value.month - 1]
    return _months()[lang]["full"][value.month - 1] + _year(value.year, lang)


def period(start: date, end: date, language: str | None = None) -> str:
    """Write a span of days, both included, without saying twice what they share: "1–14 мая 2025 г."."""
    lang = resolve(language)
    if start == end:
        return day(end, "full", lang)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end, 'full', lang)}"
    first = day(start, "short" if start.year == end.year else "full", lang)
    return f"{first} – {day(end, 'full', lang)}"


def moment(value: datetime, zone: tzinfo | None = None, language: str | None = None) -> str:
    """Write a moment, "14 мая 2025 г., 18:00", as the clock of `zone` has it (None: as the value itself has it)."""
    local = value.astimezone(zone) if zone else value
    return f"{day(local, 'full', language)}, {local:%H:%M}"
