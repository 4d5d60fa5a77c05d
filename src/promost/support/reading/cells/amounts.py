"""Numbers of single cells: an amount of money, a per cent, months, yes or no."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from promost.kit.text import clean, fold
from promost.support.reading.cells.words import load

NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
"""A number as it is written: thousands parted by a space, decimals by a comma or a point."""
_PLAIN = re.compile(rf"({NUMBER})")
_MONTHS = re.compile(r"(?:до|не более|на срок до)?\s*(\d{1,3})\s*(мес\w*\.?|год\w*|лет|г\.)")
_PERCENT = re.compile(rf"(?:от|до|не более|не менее|не выше)?\s*({NUMBER})\s*(?:%|процент\w*)(?:\s*годовых)?")

_SIZE = r"(?:млрд|миллиард\w*|млн|миллион\w*|тыс\w*)\.?"
_BETWEEN = re.compile(
    rf"(?:от (?P<least>{NUMBER})\s*(?P<small>{_SIZE})?\s*(?P<rub>руб\w*\.?)? )?"
    rf"(?:до|не более) (?P<most>{NUMBER})\s*(?P<size>{_SIZE})?\s*руб\w*\.?"
)


def number_of(text: str) -> Decimal:
    """A number that `NUMBER` matched: "1 250,5" → 1250.5."""
    return Decimal(re.sub(r"\s", "", text).replace(",", "."))


def multiplier(text: str) -> int:
    """What a number of roubles is multiplied by, from the words around it: "млн руб." → 1000000; else 1."""
    folded = fold(text)
    return next((size for word, size in _sizes().items() if re.search(rf"\b{word}", folded)), 1)


def money_of(text: str, heading: str = "") -> Decimal | None:
    """Roubles of a cell that holds one number; the unit stands beside it or in the ``heading``. Else None.

    Whole roubles written with their unit ("5 000 000 руб.") are not multiplied by the heading's.
    """
    told = clean(text)
    numbers = _PLAIN.findall(told)
    if len(numbers) != 1 or "-" in told[: told.find(numbers[0])]:
        return None
    names_unit = multiplier(told) > 1 or "руб" in fold(told)
    return number_of(numbers[0]) * multiplier(told if names_unit else heading)


def percents_of(text: str) -> tuple[Decimal | None, Decimal | None]:
    """The least and the greatest per cent of a cell that holds one alone ("5 % годовых"); a bare number counts."""
    told = fold(text).strip(" .")
    match = _PERCENT.fullmatch(told) or re.fullmatch(rf"({NUMBER})", told)
    if match is None or number_of(match.group(1)) > 100:
        return None, None
    value = number_of(match.group(1))
    upper = told.startswith(("до", "не более", "не выше"))
    lower = told.startswith(("от", "не менее"))
    return (None if upper else value), (None if lower else value)


def range_of(text: str) -> tuple[Decimal | None, Decimal | None]:
    """The least and the greatest roubles of a cell that holds nothing else ("от 5 до 100 млн руб."); else None."""
    match = _BETWEEN.fullmatch(fold(text).strip(" .")) or _BETWEEN.fullmatch(fold(text))
    if match is None:
        return None, None
    most = number_of(match.group("most")) * multiplier(match.group("size") or "")
    if match.group("least") is None:
        return None, most
    size = match.group("small") or (match.group("size") if match.group("rub") is None else "")
    return number_of(match.group("least")) * multiplier(size or ""), most


def months_of(text: str) -> int | None:
    """Months of a cell that holds nothing but a term ("до 5 лет", "36 месяцев"); else None."""
    match = _MONTHS.fullmatch(fold(text).strip(" .")) or _MONTHS.fullmatch(fold(text).strip())
    if match is None:
        return None
    months = int(match.group(1)) * (1 if match.group(2).startswith("мес") else 12)
    return months if 0 < months <= 1200 else None


def flag_of(text: str) -> bool | None:
    """Yes or no; None for anything else."""
    folded = fold(text).strip(" .")
    if folded in _flags("yes"):
        return True
    return False if folded in _flags("no") else None


@cache
def _flags(name: str) -> frozenset[str]:
    return frozenset(load("words")[name])


@cache
def _sizes() -> dict[str, int]:
    return dict(load("words")["money"])
