"""Quarters: what a progress report is drawn for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_WRITTEN = re.compile(r"(\d{4})\s*-?\s*[QqКк]([1-4])")
ROMAN = ("I", "II", "III", "IV")


class NoQuarter(ValueError):
    """A text names no quarter; it is the error's text."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year; ``number`` is 1 to 4."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read "2025-Q3". Raises NoQuarter."""
        found = _WRITTEN.fullmatch(text.strip())
        if found is None or not date.min.year < int(found.group(1)) < date.max.year:
            raise NoQuarter(text)
        return cls(int(found.group(1)), int(found.group(2)))

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter of a day."""
        return cls(day.year, (day.month + 2) // 3)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        return self.next.start - timedelta(days=1)

    @property
    def next(self) -> Quarter:
        """The quarter after it."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def roman(self) -> str:
        """Its number as documents write it."""
        return ROMAN[self.number - 1]


def quarters(start: date, end: date) -> tuple[Quarter, ...]:
    """Return every quarter that has a day of the span, both days included."""
    return tuple(_from(Quarter.of(start), end))


def _from(quarter: Quarter, end: date) -> Iterator[Quarter]:
    while quarter.start <= end:
        yield quarter
        quarter = quarter.next


def proposed(start: date, end: date, today: date) -> Quarter:
    """Return the quarter of a plan that is reported on a day: the last that is over, else the plan's first."""
    own = quarters(start, end)
    over = [quarter for quarter in own if quarter.end < today]
    return over[-1] if over else own[0]
