"""What stands in an attribute or a cell of a register's file: INN, days, numbers, codes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from promost.kit.text import clean
from promost.profiles.register.given import BadRow
from promost.registry import checks

NOTHING = frozenset(
    {"", "-", "–", "—", "…", "...", "нет данных", "н/д", "сведения отсутствуют", "отсутствуют", "n/a", "none", "null"}
)
"""What people and systems write where nothing is known. Zero is not among them."""
MOST_MONEY = Decimal(10) ** 12
MOST_PEOPLE = 5_000_000
FIRST_YEAR, LAST_YEAR = 1990, 2100
ENTITY, PERSON = 10, 12
_RU_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T].*)?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_CODE = re.compile(r"\d{2}(?:\.\d{1,2}(?:\.\d{1,2})?)?")
_CODE_WITHIN = re.compile(r"(?<![\d.])\d{2}(?:\.\d{1,2}(?:\.\d{1,2})?)?(?![\d.])")


def said(text: str | None) -> str:
    """Return the text, "" where it says that nothing is known."""
    known = clean(text or "")
    return "" if known.casefold() in NOTHING else known


def inn(text: str | None) -> str:
    """Return the INN of a legal entity. Raises BadRow; a person's of twelve digits is ``is_person``'s question."""
    number = (text or "").strip()
    if not number:
        raise BadRow("NO_INN")
    if len(number) != ENTITY:
        raise BadRow("SHAPE", inn=number[:20])
    fault = checks.inn(number)
    if fault:
        raise BadRow(fault.name, inn=number[:20])
    return number


def is_person(text: str | None) -> bool:
    """Tell whether it is the INN of a person: twelve digits."""
    number = (text or "").strip()
    return len(number) == PERSON and number.isascii() and number.isdigit()


@lru_cache(maxsize=4096)
def day(text: str, name: str) -> date | None:
    """Read a day, None for what says nothing. Raises BadRow."""
    known = said(text)
    if not known:
        return None
    russian, iso = _RU_DAY.fullmatch(known), _ISO_DAY.fullmatch(known)
    parts = russian.groups()[::-1] if russian else iso.groups() if iso else ("0", "0", "0")
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        raise BadRow("DAY", text=known[:40], name=name) from None


def number(text: str | None, name: str, factor: int = 1, most: Decimal = MOST_MONEY) -> Decimal | None:
    """Read a number that is not below zero, None for what says nothing. Raises BadRow."""
    known = said(text)
    if not known:
        return None
    bare = known.replace(" ", "").replace("\N{MINUS SIGN}", "-")
    bare = bare.replace(",", ".") if bare.count(",") + bare.count(".") <= 1 else bare
    try:
        found = Decimal(bare) * factor
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise BadRow("NUMBER", text=known[:40], name=name)
    if found < 0:
        raise BadRow("NEGATIVE", text=known[:40], name=name)
    if found > most:
        raise BadRow("LARGE", text=known[:40], name=name)
    return round(found, 4)


def people(text: str | None, name: str) -> int | None:
    """Read a headcount; an average with a fraction is rounded. Raises BadRow."""
    found = number(text, name, most=Decimal(MOST_PEOPLE))
    return None if found is None else int(found.to_integral_value())


def year(text: str | None) -> int | None:
    """Read the year of a figure, None for what says nothing. Raises BadRow."""
    known = said(text)
    if not known:
        return None
    if not (known.isascii() and known.isdigit() and FIRST_YEAR <= int(known) <= LAST_YEAR):
        raise BadRow("YEAR", text=known[:40])
    return int(known)


@lru_cache(maxsize=8192)
def code(text: str) -> str:
    """Return an OKVED code, "" for what says nothing. Raises BadRow."""
    known = said(text)
    if known and not _CODE.fullmatch(known):
        raise BadRow("CODE", text=known[:40])
    return known


def codes_within(text: str) -> list[str]:
    """Return the codes that stand in a cell, in their order, with or without their names."""
    return _CODE_WITHIN.findall(text)


def digits(okved: str) -> str:
    """Return a code without its dots."""
    return okved.replace(".", "")


def together(main: str, others: Iterable[str]) -> str:
    """Return all codes as they are kept: each once, the main one first, a space between."""
    return " ".join(dict.fromkeys(each for each in (main, *others) if each))
