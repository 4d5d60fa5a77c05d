"""Terms on a page: where they stand, their days, when the last one ends on both clocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promost.kit import formats
from promost.kit.components.chips import chip
from promost.kit.components.kinds import Kind
from promost.kit.formats.clocks import end_of_day
from promost.plans.models import MeasureEdition
from promost.plans.queries.rows import MeasureRow
from promost.plans.reading.draft import DeadlineKind
from promost.plans.terms import Standing, TermState

CHIPS: Mapping[TermState, tuple[Kind, str]] = {
    TermState.WITHOUT: ("warn", "alert"),
    TermState.OVER: ("bad", "alert"),
    TermState.SOON: ("warn", "clock"),
}


def standing(where: Standing) -> SafeString:
    """Show where a term stands, as a chip."""
    kind, symbol = CHIPS.get(where.state, ("neutral", ""))
    return chip(words(where), kind, symbol)


def words(where: Standing) -> str:
    """Say where a term stands."""
    left = where.days_left
    if where.state is TermState.WITHOUT:
        return _("without a deadline")
    if left is None:
        return _("as needed")
    if left < 0:
        return ngettext("ended %(days)d day ago", "ended %(days)d days ago", -left) % {"days": -left}
    if left == 0:
        return _("due today")
    return ngettext("in %(days)d day", "in %(days)d days", left) % {"days": left}


def comes_next(where: Standing, missed_on: date | None) -> bool:
    """Tell whether the days left are those of the next term, after one of several was missed: "late" stands beside."""
    return missed_on is not None and where.days_left is not None and where.days_left >= 0


def term_end(row: MeasureRow, clocks: Sequence[str]) -> str:
    """Say when the next day of a row's term ends, on the lead owner's clock and on that of the other side."""
    return term_last(row.standing.next_day, str(row.zone), clocks)


def term_last(day: date | None, zone: str, clocks: Sequence[str]) -> str:
    """Say when a day ends on both clocks: "30 June 2025, 24:00 Magadan · 16:00 MSK".

    ``clocks`` are the zones that matter to the reader; the first that is not ``zone`` is shown beside it.
    """
    other = next((each for each in clocks if each != zone), zone)
    return f"{formats.day(day)}, {end_of_day(day, zone, other)}" if day else ""


def term_days(row: MeasureEdition | MeasureRow) -> str:
    """Write the days of a term in the reader's language; words of the document where there are no days."""
    kind = row.deadline_kind if isinstance(row, MeasureEdition) else row.kind
    return days(kind, row.starts_on, row.ends_on, row.deadline_text)


def days(kind: str, start: date | None, end: date | None, text: str) -> str:
    """Write a term's days."""
    if kind in {DeadlineKind.NONE, DeadlineKind.INVALID}:
        return _("Without a deadline")
    if start and end and start != end:
        return formats.period(start, end)
    if end:
        return formats.day(end) if start else _("by %(day)s") % {"day": formats.day(end)}
    return text or "—"
