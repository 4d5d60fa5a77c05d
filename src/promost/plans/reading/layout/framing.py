"""The frame of a plan: agreement, duty to report, abbreviations. Lines that served are kept as a named remainder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from promost.plans.reading.draft import Agreement, Remainder, Reporting
from promost.plans.reading.language import deadlines
from promost.plans.reading.layout.front import Front
from promost.plans.reading.layout.titles import find_title, period_of
from promost.plans.reading.layout.vocabulary import phrases

_SHORTENED = re.compile(r"^([A-ZА-ЯЁ][\w/-]{1,14})\s+[–—-]\s+(\S.{3,200}?)[;.,]?$")
_UPPER = re.compile(r"[A-ZА-ЯЁ]{2}")
_DAY = re.compile(
    r"(?:от|dated|of)\s+((?:«?\d{1,2}»?[.\s]\s?(?:\d{1,2}|[а-яёa-z]+)[.\s]\s?\d{4})|(?:[A-Z][a-z]+ \d{1,2}, \d{4}))",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:№|\bNo\.?|\bN)\s*([\w/.\-–]*\d[\w/.\-–]*)")
_BY_DAY = re.compile(
    r"(?:до|не позднее|by|before|no later than)\s+(?:the\s+)?(\d{1,2})(?:-?го|th|st|nd|rd)?\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What was read around the measures."""

    title: str = ""
    year: int | None = None
    period: tuple[date, date] | None = None
    agreement: Agreement | None = None
    reporting: Reporting | None = None
    abbreviations: dict[str, str] = field(default_factory=dict)
    remainder: tuple[Remainder, ...] = ()
    texts: tuple[str, ...] = ()
    """The lines that are no title, from top to bottom: what is said of the parties."""


def frame_of(front: Front, margins: Sequence[str]) -> Frame:
    """Title, period, agreement, reporting and abbreviations of a document."""
    title, taken = find_title(front.lines)
    rest = [line for index, line in enumerate(front.lines) if index not in taken]
    texts = [line.text for line in rest]
    year, period = period_of(title, [*texts, *margins])
    remainder = [
        Remainder("title" if index in taken else _reason(line.text), line.text, line.place)
        for index, line in enumerate(front.lines)
    ]
    everything = [title, *texts, *front.aside, *front.after]
    return Frame(
        title, year, period, _agreement([*texts, title]), _reporting(everything, period),
        _abbreviations([*texts, *front.after]), tuple(remainder), tuple(texts),
    )  # fmt: skip


def _reason(text: str) -> str:
    if phrases("words", "lines", "approval").starts(text) or "___" in text:
        return "approval"
    return "preamble"


def _agreement(texts: Sequence[str]) -> Agreement | None:
    """The agreement by number or date, from the line that names it nearest."""
    for text in texts:
        match = phrases("words", "title", "signed").match(text)
        if not match:
            continue
        at = re.search(r"соглашени|agreement", text, re.IGNORECASE)
        tail = text[at.start() : at.start() + 160] if at else text
        number, day = _NUMBER.search(tail), _DAY.search(tail)
        if number or day:
            read = deadlines.find(day.group(1), None) if day else None
            return Agreement(number.group(1).strip(".") if number else "", read.end if read else None, text)
    return None


def _reporting(texts: Sequence[str], period: tuple[date, date] | None) -> Reporting | None:
    """The duty to report, from the sentence that states it."""
    for sentence in (part for text in texts for part in re.split(r"(?<=[.;])\s+(?=[A-ZА-ЯЁ])", text)):
        how_often = next((name for name in _OFTEN if phrases("words", "reporting", name).match(sentence)), "")
        if how_often and phrases("words", "reporting", "words").match(sentence):
            day = _BY_DAY.search(sentence)
            due = int(day.group(1)) if day and 1 <= int(day.group(1)) <= 31 else None
            return Reporting(how_often, due, _due_dates(how_often, due, period), sentence)
    return None


_OFTEN = ("monthly", "quarterly", "half_yearly", "yearly")
_MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}


def _due_dates(recurrence: str, day: int | None, period: tuple[date, date] | None) -> tuple[date, ...]:
    """The day of the month after each whole stretch of the period on which a report is due."""
    if day is None or period is None or day > 28:
        return ()
    step, found = _MONTHS[recurrence], []
    for month in range(period[0].year * 12, period[1].year * 12 + 12 + 1, step):
        due = date(month // 12, month % 12 + 1, day)
        if period[0] < date(due.year, due.month, 1) and month > period[0].year * 12 + period[0].month - 1:
            found.append(due)
    return tuple(found)


def _abbreviations(texts: Sequence[str]) -> dict[str, str]:
    """Lines such as "ОЭЗ – особая экономическая зона;" (also several in one line)."""
    found: dict[str, str] = {}
    for text in texts:
        for part in re.split(r";\s*", text):
            match = _SHORTENED.match(part.strip())
            if match and _UPPER.search(match.group(1)):
                found[match.group(1)] = match.group(2).strip(" .;")
    return found
