"""Headings that name a stretch of time: "I квартал 2025", "9 месяцев", "Jan", "2026 (план)", "Week 3"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from promost.plans.reading.layout.vocabulary import Phrases, load, phrases, tokens

_YEAR = re.compile(r"(?:19|20)\d\d")
_Q = re.compile(r"^(?:q([1-4])|([1-4])q|([1-4])кв)$")


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of time named by a heading. ``year`` is None where the heading leaves it to the plan.

    ``first`` and ``last`` are months 1…12; ``kind`` is month, quarter, half_year, nine_months or year.
    """

    kind: str
    first: int
    last: int
    year: int | None = None

    def days(self, year: int) -> tuple[date, date]:
        """First and last day, in the slot's own year or else in ``year``."""
        at = self.year or year
        return date(at, self.first, 1), date(at, self.last, calendar.monthrange(at, self.last)[1])


@lru_cache(maxsize=4096)
def slot(text: str) -> Slot | None:
    """The stretch that a heading names, or None. A heading of many words names none."""
    words = tokens(text)
    if not words or len(words) > 9:
        return None
    year = next((int(word[:4]) for word in words if _YEAR.match(word)), None)
    for find in (_quarter, _half, _nine, _month):
        found = find(words)
        if found:
            return Slot(found[0], found[1], found[2], year)
    return Slot("year", 1, 12, year) if year else None


def is_time(text: str) -> bool:
    """Whether a heading names a stretch of time shorter than a year, and nothing else."""
    found = slot(text)
    if found is None or found.kind == "year":
        return False
    known = (*_months(), *(phrases("words", "spans", name) for name in ("quarter", "half", "nine", "around")))
    rest = [word for word in tokens(text) if not any(names.match_tokens((word,)) for names in known)]
    return all(word in _ordinals() or _YEAR.match(word) or _Q.match(word) or word == "9" for word in rest)


def joined(path: tuple[str, ...]) -> Slot | None:
    """The stretch that a heading of several lines names: the year may stand above the quarter."""
    own: Slot | None = None
    year: int | None = None
    for text in path:
        found = slot(text)
        if found is None:
            continue
        year = found.year or year
        own = found if own is None or found.kind != "year" else own
    return Slot(own.kind, own.first, own.last, own.year or year) if own else None


def _quarter(words: tuple[str, ...]) -> tuple[str, int, int] | None:
    number = _counted(words, phrases("words", "spans", "quarter"), 4)
    if number is None:
        number = next((int(next(filter(None, m.groups()))) for w in words if (m := _Q.match(w))), None)
    return ("quarter", 3 * number - 2, 3 * number) if number else None


def _half(words: tuple[str, ...]) -> tuple[str, int, int] | None:
    number = _counted(words, phrases("words", "spans", "half"), 2)
    return ("half_year", 6 * number - 5, 6 * number) if number else None


def _nine(words: tuple[str, ...]) -> tuple[str, int, int] | None:
    match = phrases("words", "spans", "nine").match_tokens(words)
    if match and match.at > 0 and words[match.at - 1] == "9":
        return "nine_months", 1, 9
    return None


def _month(words: tuple[str, ...]) -> tuple[str, int, int] | None:
    found = [n for n, names in enumerate(_months(), 1) if names.match_tokens(words)]
    return ("month", found[0], found[-1]) if found and len(words) <= 4 else None


def _counted(words: tuple[str, ...], unit: Phrases, most: int) -> int | None:
    """The ordinal beside the unit's word: before it ("II квартал") or after it ("quarter 2")."""
    match = unit.match_tokens(words)
    if match is None:
        return None
    known = _ordinals()
    beside = [words[i] for i in (match.at - 1, match.at + 1, match.at - 2) if 0 <= i < len(words)]
    number = next((known[word] for word in beside if word in known), None)
    return number if number and number <= most else None


@cache
def _ordinals() -> dict[str, int]:
    """Figures and words that count quarters and half-years → 1…4."""
    rows: list[list[str]] = load("words")["spans"]["ordinals"]
    return {word: number for number, words in enumerate(rows, 1) for word in words}


@cache
def _months() -> tuple[Phrases, ...]:
    return tuple(Phrases(names) for names in load("words")["spans"]["months"])
