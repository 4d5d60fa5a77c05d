"""Check digits of the country's identifiers. Pure: each function says what is wrong with a text, or None when it holds.

Rules: the tax service's order on the INN, the regulations of the state registers (OGRN, OGRNIP), the rules of the
statistical service (OKPO, and the control number of an OKTMO code), those of the pension fund (SNILS).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
INN_11 = (7, *INN_10)
INN_12 = (3, 7, *INN_10)
FIRST_OGRN, FIRST_OGRNIP = "15", "3"
LAST_UNCHECKED_SNILS = 1_001_998
_KPP = re.compile(r"\d{4}[0-9A-Z]{2}\d{3}")


class Fault(StrEnum):
    """What is wrong: length or characters, digits that are all equal, the first digit, the check digit."""

    SHAPE = "shape"
    REPEATED = "repeated"
    FIRST = "first"
    DIGIT = "digit"


def inn(text: str) -> Fault | None:
    """Check the INN of an organisation (10 digits) or of a person (12)."""
    if not _digits(text, 10, 12):
        return Fault.SHAPE
    if len(set(text)) == 1:
        return Fault.REPEATED
    weights = (INN_10,) if len(text) == 10 else (INN_11, INN_12)
    holds = all(_sum(text, each) % 11 % 10 == int(text[len(each)]) for each in weights)
    return None if holds else Fault.DIGIT


def kpp(text: str) -> Fault | None:
    """Check the KPP: nine characters, the fifth and sixth may be capital Latin letters; it has no check digit."""
    return None if _KPP.fullmatch(text) else Fault.SHAPE


def ogrn(text: str) -> Fault | None:
    """Check the OGRN of an organisation: 13 digits."""
    return _register_number(text, 13, FIRST_OGRN, 11)


def ogrnip(text: str) -> Fault | None:
    """Check the OGRNIP of an individual entrepreneur: 15 digits."""
    return _register_number(text, 15, FIRST_OGRNIP, 13)


def okpo(text: str) -> Fault | None:
    """Check the OKPO code: 8 digits, or 10 of an entrepreneur or a branch."""
    if not _digits(text, 8, 10):
        return Fault.SHAPE
    return None if control_number(text[:-1]) == int(text[-1]) else Fault.DIGIT


def snils(text: str) -> Fault | None:
    """Check the SNILS: 11 digits; the oldest numbers carry no check digits."""
    if not _digits(text, 11):
        return Fault.SHAPE
    if int(text[:9]) <= LAST_UNCHECKED_SNILS:
        return None
    total = _sum(text, range(9, 0, -1)) % 101
    return None if total % 100 == int(text[9:]) else Fault.DIGIT


def oktmo(text: str, control: str = "") -> Fault | None:
    """Check an OKTMO code: 8 or 11 digits; with the control number of the classifier's file, that one too."""
    if not _digits(text, 8, 11):
        return Fault.SHAPE
    return Fault.DIGIT if control and control_number(text) != int(control) else None


def control_number(digits: str) -> int:
    """Return the control number of the statistical service: weights 1, 2 … 10, 1 …; when it comes out as 10, from 3."""
    for first in (0, 2):
        rest = _sum(digits, ((first + place) % 10 + 1 for place in range(len(digits)))) % 11
        if rest < 10:
            return rest
    return 0


def _register_number(text: str, length: int, first: str, modulus: int) -> Fault | None:
    if not _digits(text, length):
        return Fault.SHAPE
    if text[0] not in first:
        return Fault.FIRST
    return None if int(text[:-1]) % modulus % 10 == int(text[-1]) else Fault.DIGIT


def _digits(text: str, *lengths: int) -> bool:
    return len(text) in lengths and text.isascii() and text.isdigit()


def _sum(text: str, weights: Iterable[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(text, weights, strict=False))
