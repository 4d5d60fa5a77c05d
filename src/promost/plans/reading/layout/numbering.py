"""Numbers of measures and sections: "1.4.", "II", "2.10" kept as 2.1 by a spreadsheet, numbers in front of a title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import isfinite

from promost.kit.text import clean
from promost.plans.reading.document import Cell

_PLAIN = re.compile(
    r"^(?:№|#|n|no\.?|п\.|пункт|item)?\s*(\d{1,4}(?:[.\-]\d{1,3}){0,4}(?:\.?[а-яa-z])?)\s*[.)]?$", re.IGNORECASE
)
_LETTERED = re.compile(r"^([a-zа-я]{1,3}[.\-]?\d{1,3}(?:\.\d{1,3}){0,3})\s*[.)]?$", re.IGNORECASE)
_ROMAN = re.compile(r"^([IVXLІХ]{1,6})\s*[.)]?$")
_LEADING = re.compile(r"^(\d{1,3}(?:\.\d{1,3})+\.?|\d{1,3}[.)])\s+(?=\S)")
_ITEM = re.compile(r"^[a-zа-я]\)$", re.IGNORECASE)
_DECIMALS = re.compile(r"^0\.(0+)")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number as printed, without the closing dot; ``from_format`` when only the cell's format shows its last zero."""

    text: str = ""
    from_format: bool = False


def looks_like_number(text: str) -> bool:
    """Whether a cell's text is the number of a row, and nothing else."""
    return any(form.match(text) for form in (_PLAIN, _ROMAN, _LETTERED, _ITEM))


def is_roman(text: str) -> bool:
    """Whether the text is a Roman numeral, as sections have."""
    return bool(_ROMAN.match(text))


def number_of(cell: Cell | None) -> Numbered:
    """The number in a cell of the number column: as printed, as the format shows it, or as the list counts it."""
    if cell is None:
        return Numbered()
    shown = _formatted(cell)
    if shown is not None:
        return Numbered(shown, shown != _bare(str(cell.value)))
    return Numbered(strip_number(clean(cell.text) or clean(cell.auto_number)))


def strip_number(text: str) -> str:
    """The number without sign, closing dot and bracket; other text as it is."""
    match = _PLAIN.match(text) or _ROMAN.match(text) or _LETTERED.match(text)
    return match.group(1) if match else text.strip(" .")


def split_number(text: str) -> tuple[str, str]:
    """A title's leading number and the rest: "1.2. Обмен …" → ("1.2", "Обмен …"); ("", text) where there is none."""
    match = _LEADING.match(text)
    if not match or re.match(r"^\d{1,2}\.\d{1,2}\.\d{2,4}", text):
        return "", text
    return match.group(1).rstrip(".)"), text[match.end() :]


def parts(number: str) -> tuple[int, ...]:
    """The number's counters: "4.10" → (4, 10); empty where it does not consist of numbers."""
    pieces = re.split(r"[.\-]", number)
    return tuple(int(piece) for piece in pieces) if number and all(p.isdigit() for p in pieces) else ()


def is_child(number: str, parent: str) -> bool:
    """Whether "1.2.1" stands under "1.2"."""
    inner, outer = parts(number), parts(parent)
    return bool(outer) and len(inner) == len(outer) + 1 and inner[: len(outer)] == outer


def gaps(numbers: list[str]) -> dict[int, str]:
    """Where counting jumps: index → the number that was to be expected. A fall or a new level is no gap."""
    found: dict[int, str] = {}
    counted = [(index, parts(number)) for index, number in enumerate(numbers) if parts(number)]
    for (_, before), (index, now) in pairwise(counted):
        level = min(len(before), len(now)) - 1
        same_parent = before[:level] == now[:level]
        if same_parent and len(now) <= len(before) and now[level] > before[level] + 1:
            found[index] = ".".join(map(str, (*now[:level], before[level] + 1)))
    return found


def _formatted(cell: Cell) -> str | None:
    """What the number format prints for a numeric value; None for text."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float | Decimal) or not isfinite(cell.value):
        return None
    decimals = _DECIMALS.match(cell.number_format)
    if decimals:
        return f"{cell.value:.{len(decimals.group(1))}f}"
    return _bare(str(cell.value))


def _bare(text: str) -> str:
    return text.removesuffix(".0")
