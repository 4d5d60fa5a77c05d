"""What the grammar of terms makes of tokens: points of the calendar, terms between them, repeats, events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Lead(StrEnum):
    """How a term is introduced: by a day, from a day on, not before it, or simply named."""

    NAMED = ""
    BY = "by"
    FROM = "from"
    NOT_BEFORE = "not_before"


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the calendar. ``grain`` is its width, "" while only a number is known ("12" in "12 – 23 мая").

    ``index`` is the number within the grain: day of month, month, quarter, half, decade or week; ``month`` and ``year``
    what it lies in, None until filled in; ``ahead`` 0 for "this year", 1 for "next year"; ``portion`` early, mid, late
    or end of it. ``two_digit`` tells that the year was typed with two digits.
    """

    grain: str
    index: int = 0
    month: int | None = None
    year: int | None = None
    ahead: int | None = None
    portion: str = ""
    lent: bool = False
    short: bool = False

    @property
    def dated(self) -> bool:
        """Whether the year is said, in figures or as "this year"."""
        return self.year is not None or self.ahead is not None

    def in_year_of(self, other: Point) -> Point:
        """The same point in the year that ``other`` says."""
        return replace(self, year=other.year, ahead=other.ahead)


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of the tree: tokens ``first`` to ``last`` (exclusive) at a depth of parentheses."""

    first: int
    last: int
    depth: int


@dataclass(frozen=True, slots=True)
class Term(Node):
    """One point, or the stretch between two."""

    lead: Lead
    start: Point
    end: Point | None = None


@dataclass(frozen=True, slots=True)
class Repeat(Node):
    """``times`` per ``every`` ``unit``s: "2 раза в год" is 2 per 1 year. ``weekday`` 1–7 for "every Friday"."""

    times: int
    every: int
    unit: str
    weekday: int = 0


@dataclass(frozen=True, slots=True)
class DayRule(Node):
    """The day of a month that a repeat falls due: ``day`` (-1 the last), ``working`` days or plain ones.

    ``month`` says which: "" the month itself (or the one after a longer period), "following", "first", "last".
    ``unit`` is the period that the rule itself names ("каждого месяца"), "" if none.
    """

    day: int
    working: bool = False
    month: str = ""
    unit: str = ""
    more: tuple[int, ...] = ()
    """Further days of the same month ("1 и 15 числа")."""


@dataclass(frozen=True, slots=True)
class Event(Node):
    """A term that hangs on an event: ``amount`` of ``unit``s after it (negative: before), and its words' tokens.

    ``sided`` tells that "after" or "before" is said and not only a length ("30 дней").
    """

    amount: int
    unit: str
    working: bool
    words_first: int
    words_last: int
    sided: bool = True


@dataclass(frozen=True, slots=True)
class Mark(Node):
    """A word that is a term by itself: whole (plan, year), later, ondemand, missing, tentative, onward."""

    kind: str
    value: str
