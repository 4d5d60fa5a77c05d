"""A deadline cell, read: text and typed value in, a Deadline with its doubts out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from promost.kit import text as texts
from promost.plans.reading.document import Value
from promost.plans.reading.draft import Deadline, DeadlineKind, Problem
from promost.plans.reading.language.doubts import Doubts

from . import typing, values
from .checks import checked
from .grammar import parse
from .judging import Saying, judge
from .tokens import Token, tokenise
from .years import Period

Read = tuple[Deadline, tuple[Problem, ...]]
_SPARE = frozenset({"following", "periodword", "weekday"})
_QUIET = frozenset({DeadlineKind.RELATIVE, DeadlineKind.ON_DEMAND})


def read(text: str, period: Period, value: Value | None = None, *, english: bool | None = None) -> Read:
    """The term that a cell holds, and every doubt about it.

    ``period`` is the plan's (first, last) day, or None if unknown; ``value`` the cell's typed value in a spreadsheet;
    ``english`` whether the document is in English (None: judged by the text), for "03/04/2025". Never raises.
    """
    day = values.day_of(value)
    if day is not None:
        return _from_day(day, text, period)
    if isinstance(value, str) or value is None:
        return _from_text(texts.clean(text), period, english, as_text=isinstance(value, str))
    serial = values.serial_day(value, period)
    if serial is not None:
        return _from_day(serial, text or str(value), period, code="DATE_AS_SERIAL")
    return _from_text(texts.clean(text or str(value)), period, english, as_text=False)


def _from_day(day: date, text: str, period: Period, *, code: str = "") -> Read:
    doubts = Doubts("deadline")
    if code:
        doubts.raise_(code, text=texts.clean(text), day=f"{day:%d.%m.%Y}")
    told = Deadline(DeadlineKind.PERIOD, day, day, precision="day", text=texts.clean(text) or f"{day:%d.%m.%Y}")
    return checked(told, period, doubts), doubts.all()


@lru_cache(maxsize=8192)
def _from_text(text: str, period: Period, english: bool | None, *, as_text: bool) -> Read:
    if text.isdecimal() and len(text) in {5, 6}:
        serial = values.serial_day(int(text), period)
        if serial is not None:
            return _from_day(serial, text, period, code="DATE_AS_SERIAL")
    doubts = Doubts("deadline")
    tokens = tokenise(text)
    tree = parse(tokens)
    deadline = judge(Saying(text, tokens, tree), period, doubts)
    typing.tell(text, tokens, tree.nodes, doubts, english=english)
    if as_text and any(token.kind == "date" for token in tokens) and deadline.precision == "day":
        doubts.raise_("DATE_AS_TEXT", text=text)
    if deadline.kind not in _QUIET and not doubts.any_error:
        _tell_rest(text, tree.rest, doubts)
    return checked(replace(deadline, text=text), period, doubts), doubts.all()


def _tell_rest(text: str, rest: tuple[Token, ...], doubts: Doubts) -> None:
    """Words that no rule took, outside parentheses, are named: nothing is guessed silently."""
    left = [text[token.begin : token.stop] for token in rest if token.depth == 0 and not _spare(token)]
    if left:
        doubts.raise_("WORDS_LEFT_OVER", words=" ".join(left))


def _spare(token: Token) -> bool:
    """Whether a word that no rule took says nothing more: "до 20 декабря года реализации"."""
    return (
        token.kind in _SPARE
        or not token.raw.isalnum()
        or (token.kind == "grain" and token.value in {"year", "month", "quarter"})
    )
