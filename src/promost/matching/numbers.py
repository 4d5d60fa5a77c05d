"""Numbers, days and units as they are written in Russian and in English."""

from datetime import date
from decimal import Decimal

from promost.matching.words import book, counted, phrase

_NBSP = "\N{NO-BREAK SPACE}"


def number(value: float, lang: str) -> str:
    """Digits in threes; a comma for fractions in Russian: ``2 400,5``; ``2,400.5`` in English."""
    text = f"{Decimal(repr(value)).normalize():,f}"
    if lang == "ru":
        return text.replace(",", _NBSP).replace(".", ",")
    return text


def amount(value: float, unit: str, lang: str) -> str:
    """A number with its unit; money in thousands, millions, milliards: ``2,4 млрд ₽``. An unknown unit is written as
    it is."""
    forms = book()["unit"].get(unit)
    if not unit:
        return number(value, lang)
    if forms is None:
        return f"{number(value, lang)}{_NBSP}{unit}"
    said = f"{number(value, lang)}"
    if forms.get("scaled"):
        said = _scaled(value, lang)
    return f"{said}{_NBSP}{counted(value, forms[lang], lang)}"


def day(value: date, lang: str) -> str:
    """``24.11.2026`` in Russian, ``24 November 2026`` in English."""
    if lang == "ru":
        return f"{value.day:02}.{value.month:02}.{value.year:04}"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def _scaled(value: float, lang: str) -> str:
    """The largest scale in which nothing is lost within three decimals, so that a bound and a value near it differ in
    print."""
    exact = Decimal(repr(value))
    scales = sorted(book()["scale"].items(), key=lambda item: -int(item[1]["power"]))
    for name, scale in scales:
        part = exact.scaleb(-int(scale["power"]))
        if abs(part) >= 1 and part == round(part, 3):
            return f"{number(float(part), lang)}{_NBSP}{phrase('scale', name, lang)}"
    return number(value, lang)


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
