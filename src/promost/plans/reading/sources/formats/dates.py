"""Dates as a spreadsheet keeps them (a count of days) and shows them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from promost.plans.reading.sources.formats.calendar_words import (
    DAYS_EN,
    DAYS_RU,
    DAYS_SHORT_RU,
    MONTHS_EN,
    MONTHS_OF_RU,
    MONTHS_RU,
)
from promost.plans.reading.sources.formats.sections import Token, currency, sections

_SECONDS = 86_400
_ELAPSED = {"h", "hh", "m", "mm", "s", "ss"}


@lru_cache(maxsize=512)
def is_date(code: str) -> bool:
    """Whether a number under the format ``code`` is shown as a day or a time of day."""
    if code.lower() == "general":
        return False
    part = sections(code)[0]
    letters = {sign[0].lower() for kind, sign in part if kind == "letters"}
    elapsed = any(kind == "bracket" and sign.lower() in _ELAPSED for kind, sign in part)
    return bool(letters & set("ymdhs")) and not elapsed


def date_of(number: int | Decimal, since_1904: bool = False) -> date | datetime | time | None:
    """The day that the count ``number`` means: a date, a datetime where a time of day is given, a time below 1.

    Day 60 of the 1900 system is 29 February 1900, which never was; earlier counts are one day off. None outside
    the years 1900–9999.
    """
    if number < 0 or number >= 2_958_466:
        return None
    days = int(number)
    seconds = int(((Decimal(number) - days) * _SECONDS).to_integral_value())
    if days == 0 and not since_1904 and seconds:
        return time(seconds // 3600 % 24, seconds // 60 % 60, seconds % 60)
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 31 if days < 60 else 30)  # noqa: DTZ001 - a sheet knows no zone
    try:
        moment = start + timedelta(days=days, seconds=seconds)
    except OverflowError:
        return None
    return moment if seconds else moment.date()


def shown_date(value: date | datetime | time, code: str, language: str) -> str:
    """``value`` under the format ``code``; month names in ``language`` ("ru", "en") unless the code names one."""
    part = sections(code)[0]
    moment = _moment(value)
    language = _language(part, language)
    with_day = any(kind == "letters" and sign.lower() in {"d", "dd"} for kind, sign in part)
    half = any(kind == "ampm" for kind, _ in part)
    shown: list[str] = []
    after_hours = False
    for index, (kind, sign) in enumerate(part):
        if kind == "bracket":
            shown.append(currency(sign))
        elif kind == "ampm":
            shown.append("AM" if moment.hour < 12 else "PM")
        elif kind == "letters":
            minutes = sign[0] in "mM" and (after_hours or _seconds_follow(part, index))
            shown.append(_letters(moment, sign.lower(), language, with_day, half, minutes))
            after_hours = sign[0] in "hH" or (after_hours and sign[0] not in "dDyYmM")
        elif sign not in {"@", "?", "#"}:
            shown.append(sign)
    return "".join(shown).strip()


def _moment(value: date | datetime | time) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, time):
        return datetime.combine(date(1900, 1, 1), value)
    return datetime.combine(value, time())


def _language(part: tuple[Token, ...], language: str) -> str:
    """A locale in the code decides: [$-419] is Russian, [$-409] and [$-809] are English."""
    for kind, sign in part:
        locale = sign.rpartition("-")[2].lower() if kind == "bracket" and sign.startswith("$") else ""
        if locale.endswith("19") or locale.startswith("ru"):
            return "ru"
        if locale.endswith("09") or locale.startswith("en"):
            return "en"
    return language


def _seconds_follow(part: tuple[Token, ...], index: int) -> bool:
    following = next((sign for kind, sign in part[index + 1 :] if kind == "letters"), "")
    return following[:1] in {"s", "S"}


def _letters(moment: datetime, sign: str, language: str, with_day: bool, half: bool, minutes: bool) -> str:
    match sign[0]:
        case "y" | "e":
            return f"{moment.year % 100:02d}" if len(sign) == 2 else f"{moment.year:04d}"
        case "m" if minutes:
            return f"{moment.minute:0{min(len(sign), 2)}d}"
        case "m":
            return _month(moment.month, len(sign), language, with_day)
        case "d":
            return _day(moment, len(sign), language)
        case "h":
            hour = (moment.hour % 12 or 12) if half else moment.hour
            return f"{hour:0{min(len(sign), 2)}d}"
        case "s":
            return f"{moment.second:0{min(len(sign), 2)}d}"
    return ""


def _month(month: int, length: int, language: str, with_day: bool) -> str:
    if length <= 2:
        return f"{month:0{length}d}"
    if language == "en":
        name = MONTHS_EN[month - 1]
    else:
        name = MONTHS_OF_RU[month - 1] if with_day and length == 4 else MONTHS_RU[month - 1]
        name = name if with_day or length == 3 else name.capitalize()
    return {3: name[:3], 5: name[:1]}.get(length, name)


def _day(moment: datetime, length: int, language: str) -> str:
    if length <= 2:
        return f"{moment.day:0{length}d}"
    weekday = moment.weekday()
    if length == 3:
        return DAYS_EN[weekday][:3] if language == "en" else DAYS_SHORT_RU[weekday]
    return (DAYS_EN if language == "en" else DAYS_RU)[weekday]
