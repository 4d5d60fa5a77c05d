"""Deadlines and clocks on a page."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from promost.kit import formats

#: A deadline so many days ahead, or fewer, is shown as near.
NEAR_DAYS = 7


class Deadline(Protocol):
    """A deadline to be shown."""

    @property
    def start(self) -> date | None:
        """First day, included; None when only the last one is set."""

    @property
    def end(self) -> date | None:
        """Last day, included; None when there is none."""

    @property
    def due_dates(self) -> Sequence[date]:
        """The days of a deadline that comes again or has several; empty for others."""

    @property
    def text(self) -> str:
        """The deadline as the document says it."""


def both_clocks(moment: datetime, zone_a: str, zone_b: str) -> SafeString:
    """Show a moment on two clocks."""
    text = formats.both_clocks(moment, zone_a, zone_b)
    return format_html('<time class="clocks" datetime="{}">{}</time>', moment.isoformat(), text)


def next_due(term: Deadline, today: date) -> date | None:
    """The day that counts now: the first date still to come, else the last one; None when there is no date at all."""
    dates = sorted(term.due_dates) or ([term.end] if term.end else [])
    return next((due for due in dates if due >= today), dates[-1] if dates else None)


def _dates(term: Deadline, due: date | None) -> str:
    """Write the dates of a deadline; without any, what the document says."""
    if due is None:
        return term.text or "—"
    if term.start and term.end and not term.due_dates:
        return formats.period(term.start, term.end)
    return gettext("by %(day)s") % {"day": formats.day(due)}


def _chip(due: date | None, today: date | None, done_on: date | None) -> tuple[str, str, str | None]:
    """Text, kind and icon of the chip: done, late, near, ahead, or without a deadline."""
    if done_on:
        return gettext("done on %(day)s") % {"day": formats.day(done_on, "short")}, "ok", None
    if due is None:
        return gettext("without a deadline"), "neutral", ""
    if today is None:
        return "", "neutral", None
    left = (due - today).days
    kind = "bad" if left < 0 else "warn" if left <= NEAR_DAYS else "neutral"
    return formats.until(due, today), kind, None


def deadline(
    term: Deadline, today: date | None = None, done_on: date | None = None, zone: str = "", other_zone: str = ""
) -> SafeString:
    """Show a deadline: its dates, how far they are, and when the day ends on both clocks.

    `zone` is where the lead owner works, `other_zone` where the reader or the other side does (IANA names).
    """
    due = next_due(term, today or date.min)
    text, kind, symbol = _chip(due, today, done_on)
    ends = formats.end_of_day(due, zone, other_zone or zone) if due and zone else ""
    context = {
        "text": _dates(term, due),
        "chip_text": text,
        "chip_kind": kind,
        "chip_symbol": symbol,
        "clocks": gettext("ends at %(clocks)s") % {"clocks": ends} if ends else "",
        "source": term.text if due and term.due_dates else "",
    }
    return render_to_string("kit/components/deadline.html", context)
