"""A scheme's terms in words: amounts, rates, windows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promost.kit import formats
from promost.support.models import Scheme, SchemeState, Window
from promost.support.schemes.windows import Opening, opening, zone_of


@dataclass(frozen=True, slots=True)
class Said:
    """A word about whether applications are taken: its kind of chip, the text, and until which hour."""

    kind: str
    text: str
    clock: str = ""


def amount(scheme: Scheme) -> str:
    """Say how much is given; "" where nothing is said."""
    return _between(scheme.amount_min, scheme.amount_max, lambda value: formats.money(value, compact=True))


def rate(scheme: Scheme) -> str:
    """Say the rate in per cent; "" where nothing is said."""
    return _between(scheme.rate_min, scheme.rate_max, percent)


def percent(value: Decimal) -> str:
    """Write a per cent as the reader's language does."""
    gap = "\N{NO-BREAK SPACE}" if formats.resolve(None) == "ru" else ""
    return f"{formats.number(value)}{gap}%"


def term(scheme: Scheme) -> str:
    """Say the longest term; "" where nothing is said."""
    months = scheme.term_months
    if not months:
        return ""
    return ngettext("up to %(months)s month", "up to %(months)s months", months) % {"months": months}


def own_share(scheme: Scheme) -> str:
    """Say what the applicant pays; "" where the text says nothing, and a sentence where it asks for nothing."""
    if scheme.own_share is None:
        return ""
    return percent(scheme.own_share) if scheme.own_share else _("nothing is asked")


def _between(low: Decimal | None, high: Decimal | None, write: object) -> str:
    said = [None if value is None else write(value) for value in (low, high)]  # type: ignore[operator]
    if said[0] is None and said[1] is None:
        return ""
    if said[0] is None:
        return _("up to %(high)s") % {"high": said[1]}
    if said[1] is None:
        return _("from %(low)s") % {"low": said[0]}
    return str(said[0]) if low == high else _("%(low)s to %(high)s") % {"low": said[0], "high": said[1]}


def openness(scheme: Scheme, moment: datetime) -> Said | None:
    """Say whether a published scheme takes applications; None for one that is not published."""
    if scheme.state != SchemeState.PUBLISHED:
        return None
    return _said(opening(scheme, moment), scheme)


def _said(found: Opening, scheme: Scheme) -> Said:
    zone = str(zone_of(scheme))
    if found.is_open and found.until:
        clock = formats.end_of_day(found.until, zone, zone)
        return Said("ok", _("open until %(day)s") % {"day": formats.day(found.until)}, clock)
    if found.is_open:
        return Said("ok", _("open"))
    if found.next_on:
        return Said("info", _("opens on %(day)s") % {"day": formats.day(found.next_on)})
    if found.closed_on:
        return Said("neutral", _("closed on %(day)s") % {"day": formats.day(found.closed_on)})
    return Said("neutral", _("closed"))


def window_state(window: Window, day: date) -> tuple[str, str]:
    """Return (kind of chip, word) of one window on a day in the provider's zone."""
    if day < window.opens_on:
        return "info", _("will open")
    if window.closes_on is not None and window.closes_on < day:
        return "neutral", _("closed")
    return "ok", _("open")
