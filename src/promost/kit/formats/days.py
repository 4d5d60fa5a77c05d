"""Days, months, periods and moments as text."""

from datetime import date, datetime, tzinfo
from typing import Literal

from promost.kit.formats.language import NBSP, Language, resolve

Style = Literal["full", "short", "digits"]

OF_MONTH = {
    "ru": tuple("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()),
    "en": tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()),
}
MONTHS = {
    "ru": tuple("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()),
    "en": tuple("January February March April May June July August September October November December".split()),
}
SHORT_MONTHS = {
    "ru": tuple("янв фев мар апр май июн июл авг сен окт ноя дек".split()),
    "en": OF_MONTH["en"],
}


def _day_month(value: date, language: Language) -> str:
    return f"{value.day}{NBSP}{OF_MONTH[language][value.month - 1]}"


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
        return SHORT_MONTHS[lang][value.month - 1]
    return MONTHS[lang][value.month - 1] + _year(value.year, lang)


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
