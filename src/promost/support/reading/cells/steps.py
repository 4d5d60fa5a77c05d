"""Steps of a procedure, and the days that each may take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from promost.kit.text import fold
from promost.support.reading.cells.items import split
from promost.support.reading.cells.words import load
from promost.support.reading.draft import Step, Term


def read_steps(text: str) -> tuple[Step, ...]:
    """The steps of a plain text, each with the terms that it names in days."""
    return tuple(Step(item.number, item.text, _terms(item.text), _is_total(item.text)) for item in split(text))


def answer_days(steps: Iterable[Step]) -> int | None:
    """The working days of the whole, where one step names them as such ("Общий срок … до 15 рабочих дней"); else
    None: steps may run side by side, so their sum says nothing."""
    found = {
        step.terms[0].days
        for step in steps
        if step.total and len(step.terms) == 1 and step.terms[0].working and step.terms[0].bound != "at_least"
    }
    return found.pop() if len(found) == 1 else None


def _terms(text: str) -> tuple[Term, ...]:
    folded = fold(text)
    found = []
    for match in _pattern().finditer(folded):
        count = match.group("count")
        days = int(count) if count.isdecimal() else _numbers()[count]
        found.append(Term(days, match.group("working") is not None, _bound(folded[: match.start("count")])))
    return tuple(found)


def _bound(before: str) -> str:
    """What stands right before a number says how it binds."""
    words = before.rstrip(" -–")
    for name in ("at_most", "at_least"):
        if any(re.search(rf"(?:^|\W){re.escape(each)}$", words) for each in load("words")["days"][name]):
            return name
    return "exact"


def _is_total(text: str) -> bool:
    folded = fold(text)
    return any(folded.startswith(words) for words in _totals())


@cache
def _totals() -> tuple[str, ...]:
    """How a whole term is named; "предоставления" is often mistyped, so the phrases are short."""
    return tuple(load("words")["days"]["total"])


@cache
def _numbers() -> Mapping[str, int]:
    numbers: Mapping[str, int] = load("words")["days"]["numbers"]
    return numbers


@cache
def _pattern() -> re.Pattern[str]:
    counts = "|".join((r"\d{1,3}", *_numbers()))
    kinds = r"(?:(?P<working>раб(?:оч\w*|\.)?)|календ\w*\.?)"
    return re.compile(
        rf"(?<![\d.,-])(?P<count>{counts})(?:-?\s?(?:х|ти|и|го))?\s*(?:\([\w\s]+\)\s*)?{kinds}\s*(?:дн|день)"
    )
