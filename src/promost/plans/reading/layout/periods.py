"""Periods of a plan that are told in words: from month to month, a school year, a financial year."""

from __future__ import annotations

import calendar
import re
from datetime import date

from promost.plans.reading.layout.spans import slot

Period = tuple[date, date]
_YEAR = r"(?:19|20)\d\d"
_DATED = rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?([^\W\d_]{{3,9}})\.?(?:\s+(\d{{1,2}}),)?\s+({_YEAR})"
_FROM_TO = re.compile(
    rf"{_DATED}\s*(?:г(?:\.|ода?)?\s*)?(?:[-–—]|по|до|to|until|till|through|and)\s*{_DATED}", re.IGNORECASE
)
_TWO_YEARS = rf"({_YEAR})\s*[/–—-]\s*((?:20)?\d\d)\b"
_SCHOOL = re.compile(
    rf"{_TWO_YEARS}\s*(?:учебн\w*|уч\.|academic|school)|(?:academic|school)\s+year\s+{_TWO_YEARS}", re.IGNORECASE
)
_FINANCIAL = re.compile(rf"(?:financial|fiscal)\s+year\s+{_TWO_YEARS}|\bFY\s*{_TWO_YEARS}", re.IGNORECASE)
_SHORT = re.compile(r"(?<!\d)(20\d\d)\s*/\s*(\d\d)(?![\d/.])")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_SEPTEMBER, _APRIL = 9, 4


def worded(text: str) -> Period | None:
    """The days from … to that a line tells with months in words, or by a school or financial year; else None."""
    return _from_to(text) or _over_two_years(_SCHOOL.search(text), _SEPTEMBER) or financial(text)


def financial(text: str) -> Period | None:
    """A financial year: "FY 2025/26", or a bare "2025/26" in English, from April to March as the convention is.

    The months are assumed: whoever shows the period asks for a check (see `document_problems`).
    """
    found = _FINANCIAL.search(text) or (None if _CYRILLIC.search(text) else _SHORT.search(text))
    return None if _from_to(text) or _SCHOOL.search(text) else _over_two_years(found, _APRIL)


def _from_to(text: str) -> Period | None:
    match = _FROM_TO.search(text)
    if not match:
        return None
    first, last = match.groups()[:4], match.groups()[4:]
    start, end = _day(first, last=False), _day(last, last=True)
    return (start, end) if start and end and start < end else None


def _day(told: tuple[str | None, ...], *, last: bool) -> date | None:
    """A day of (day, month, day, year) as matched; without a day the first or last of the month."""
    before, word, after, year = told
    found = slot(word or "")
    if found is None or found.kind != "month" or not year:
        return None
    final = calendar.monthrange(int(year), found.first)[1]
    day = int(before or after or (final if last else 1))
    return date(int(year), found.first, day) if 1 <= day <= final else None


def _over_two_years(match: re.Match[str] | None, month: int) -> Period | None:
    """Twelve months from the first of ``month``; None where the two years do not follow each other."""
    if match is None:
        return None
    first, second = (int(group) for group in match.groups() if group)
    if second % 100 != (first + 1) % 100:
        return None
    return date(first, month, 1), date(first + 1, month - 1, calendar.monthrange(first + 1, month - 1)[1])
