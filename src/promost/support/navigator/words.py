"""How schemes are told in short: what is given, on which terms, when applications are taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promost.kit import formats
from promost.support.models import Level, Scheme, SchemeKind
from promost.support.schemes.windows import Opening

SOON = 14
"""Days before the end of a window from which its end is pointed out."""
YEARLY = (SchemeKind.LOAN, SchemeKind.GUARANTEE, SchemeKind.LEASING)


@dataclass(frozen=True, slots=True)
class Said:
    """A word with its kind (ok, warn, bad, info, neutral)."""

    text: str
    kind: str = "neutral"


def amount(scheme: Scheme) -> str:
    """Say how much is given: "up to 5 m"; "" where nothing is said."""
    least, most = (_money(value) for value in (scheme.amount_min, scheme.amount_max))
    if least and most and least != most:
        return _("%(least)s to %(most)s") % {"least": least, "most": most}
    if most:
        return _("up to %(most)s") % {"most": most}
    return _("from %(least)s") % {"least": least} if least else ""


def rate(scheme: Scheme) -> str:
    """Say the rate, of a year where it is one of a loan; "" where nothing is said."""
    least, most = (None if value is None else formats.number(value) for value in (scheme.rate_min, scheme.rate_max))
    if least and most:
        text = "–".join(dict.fromkeys((least, most)))
    elif most:
        text = _("up to %(most)s") % {"most": most}
    elif least:
        text = _("from %(least)s") % {"least": least}
    else:
        return ""
    return (_("%(rate)s%% a year") if scheme.kind in YEARLY else _("%(rate)s%%")) % {"rate": text}


def term(scheme: Scheme) -> str:
    """Say the longest term; "" where nothing is said."""
    months = scheme.term_months
    return ngettext("up to %(count)s month", "up to %(count)s months", months) % {"count": months} if months else ""


def own_share(scheme: Scheme) -> str:
    """Say what the applicant pays itself; "" where nothing is said."""
    if scheme.own_share is None:
        return ""
    return _("none is asked") if scheme.own_share == 0 else _("%(rate)s%%") % {"rate": formats.number(scheme.own_share)}


def terms(scheme: Scheme) -> list[str]:
    """Return what is given and on which terms, in few words each."""
    share = _("own share %(share)s") % {"share": own_share(scheme)} if scheme.own_share else ""
    return [each for each in (amount(scheme), rate(scheme), term(scheme), share) if each]


def where(scheme: Scheme) -> str:
    """Say whose it is: the region, or that it is federal."""
    if scheme.level == Level.FEDERAL or scheme.region is None:
        return str(Level.FEDERAL.label)
    return str(scheme.region)


def window(opening: Opening, today: date) -> Said:
    """Say when applications are taken."""
    if opening.is_open:
        if opening.until is None:
            return Said(_("open now"), "ok")
        soon = (opening.until - today).days < SOON
        return Said(_("open until %(day)s") % {"day": formats.day(opening.until)}, "warn" if soon else "ok")
    if opening.next_on:
        return Said(_("opens on %(day)s") % {"day": formats.day(opening.next_on)}, "info")
    if opening.closed_on:
        return Said(_("closed since %(day)s") % {"day": formats.day(opening.closed_on)})
    return Said(_("applications are closed"))


def joined(parts: Iterable[str]) -> str:
    """Return parts in one line."""
    return " · ".join(part for part in parts if part)


def _money(value: Decimal | None) -> str:
    return "" if value is None else formats.money(value, compact=True)
