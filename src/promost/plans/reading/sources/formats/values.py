"""A number of a spreadsheet as its reader sees it: a day where its format says so, else a number."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from promost.plans.reading.document import Value
from promost.plans.reading.sources.formats.dates import date_of, is_date, shown_date
from promost.plans.reading.sources.formats.numbers import shown_number


@lru_cache(maxsize=4096)
def seen(number: int | Decimal, code: str, since_1904: bool, language: str) -> tuple[Value, str]:
    """Value and text of ``number`` under the format ``code``; a day that no calendar has stays a number."""
    if not is_date(code):
        return number, shown_number(number, code)
    moment = date_of(number, since_1904)
    if moment is None:
        return number, shown_number(number, "General")
    return moment, shown_date(moment, code, language)
