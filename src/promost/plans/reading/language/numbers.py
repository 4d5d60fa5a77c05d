"""Numbers as documents write them: "9 840,5", "1,200.50", "12.5 тыс.", "пять", "twenty-five"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from promost.kit import text as texts

from . import vocabulary

DIGITS = (
    r"\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?"
    r"|\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?"
    r"|\d+(?:[.,]\d+)*"
)
"""How a figure is written; text must be clean (only plain spaces). Use inside a larger pattern."""
_WHOLE = re.compile(rf"[+]?(-|−|–)?\s?({DIGITS})")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SEPARATORS = str.maketrans("", "", " '’")


@lru_cache(maxsize=4096)
def read(text: str, *, english: bool = False) -> Decimal | None:
    """The number that the whole of ``text`` is, in digits (with an optional scale word) or in words; None otherwise.

    In an English text "1,200" is one thousand two hundred; in any other it is one and a fifth.
    """
    cleaned = texts.clean(text)
    match = _WHOLE.match(cleaned)
    if match is None:
        return in_words(cleaned)
    amount = from_digits(match.group(2), english=english)
    rest = texts.fold(cleaned[match.end() :]).strip(" .")
    factor = Decimal(1) if not rest else scale(rest)
    if amount is None or factor is None:
        return None
    return -amount * factor if match.group(1) else amount * factor


def from_digits(figure: str, *, english: bool = False) -> Decimal | None:
    """The value of one figure; None for digits that are no number, such as "1.2.3" or "14.03.2025"."""
    plain = figure.translate(_SEPARATORS)
    if english and _GROUPED.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    if plain.count(",") > 1:
        return _ungrouped(plain, ",")
    if plain.count(".") > 1:
        return _ungrouped(plain, ".")
    if "," in plain and "." in plain:
        last = max(",.", key=plain.rfind)
        plain = plain.replace("," if last == "." else ".", "")
    return Decimal(plain.replace(",", "."))


def _ungrouped(plain: str, mark: str) -> Decimal | None:
    """A figure whose thousands are parted by commas or full stops, each group of three."""
    other = "." if mark == "," else ","
    whole, _, fraction = plain.partition(other)
    groups = whole.split(mark)
    if any(len(group) != 3 for group in groups[1:]) or (not fraction.isdigit() and fraction):
        return None
    return Decimal("".join(groups) + (f".{fraction}" if fraction else ""))


def scale(word: str) -> Decimal | None:
    """The factor of a scale word ("тыс", "млн", "million"), folded and without its full stop; None if it is none."""
    factor = vocabulary.scales().get(word.strip(" ."))
    return None if factor is None else Decimal(factor)


@lru_cache(maxsize=4096)
def in_words(text: str) -> Decimal | None:
    """The number written in words ("двадцать пять", "двух", "one hundred and twenty"); None if a word is no number."""
    words = [word for word in re.split(r"[\s-]+", texts.fold(text)) if word and word != "and"]
    total, group = 0, 0
    for word in words:
        value = vocabulary.cardinals().get(word)
        if value is None:
            return None
        if value >= 1000 or word == "hundred":
            group = max(group, 1) * value
        else:
            group += value
        if value >= 1000:
            total, group = total + group, 0
    return Decimal(total + group) if words else None
