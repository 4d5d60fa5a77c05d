"""A figure against its target: value and unit, what was promised by the last reporting day, how it stands, by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from promost.kit import formats
from promost.kit.components.chips import chip
from promost.kit.components.kinds import Kind

ONE_HUNDREDTH = Decimal("0.01")
"""A share that rounds to nothing or to all is neither."""


@dataclass(frozen=True, slots=True)
class Against:
    """A figure to be shown. ``word`` stands where there is no ``value`` ("not reported", "awaited"): none is a zero.

    ``promised`` with its ``sign`` is what was promised by ``due_on``, the last reporting day (or the next one, where
    none has passed). ``state`` and ``kind`` make the chip. ``by_hand`` is the share, 0 to 1, that was entered by hand
    or from files. ``url`` opens the figure to its facts. ``remark`` says the rest: an observed value's release, a
    ratio's parts.
    """

    value: Decimal | int | None
    unit: str = ""
    word: str = ""
    promised: Decimal | int | None = None
    sign: str = "≥"
    due_on: date | None = None
    state: str = ""
    kind: Kind = "neutral"
    symbol: str | None = None
    by_hand: Decimal | None = None
    url: str = ""
    remark: str = ""


def against(shown: Against, label: str = "") -> SafeString:
    """Show a figure against its target; ``label`` names what is counted, after the unit."""
    counted = f' <small class="muted">{escape(label)}</small>' if label else ""
    state = chip(shown.state, shown.kind, shown.symbol) if shown.state else ""
    lines = (_line(_promised(shown)), state, _line(by_hand(shown.by_hand)), _line(shown.remark))
    value = f'<span class="against-value">{_value(shown)}{counted}</span>'
    return SafeString(f'<div class="against">{value}{"".join(lines)}</div>')


def by_hand(share: Decimal | None) -> str:
    """Say how much of a figure was entered by hand or from files; "" for none of it."""
    if not share:
        return ""
    if share == 1:
        return _("entered by hand")
    if share < ONE_HUNDREDTH:
        return _("less than %(share)s entered by hand") % {"share": formats.percent(1, 100)}
    if share > 1 - ONE_HUNDREDTH:
        return _("more than %(share)s entered by hand") % {"share": formats.percent(99, 100)}
    return _("%(share)s entered by hand") % {"share": formats.percent(share, 1)}


def _value(shown: Against) -> str:
    """The value, or the word in its place, both escaped; it opens to its facts."""
    if shown.value is None:
        text = f'<span class="muted">{escape(shown.word or _("not reported"))}</span>'
    else:
        text = f"<b>{escape(formats.amount(shown.value, shown.unit))}</b>"
    return f'<a href="{escape(shown.url)}">{text}</a>' if shown.url else text


def _promised(shown: Against) -> str:
    if shown.promised is None:
        return ""
    number = {"value": f"{shown.sign} {formats.amount(shown.promised, shown.unit)}"}
    if shown.due_on is None:
        return _("promised %(value)s") % number
    return _("promised %(value)s by %(day)s") % {**number, "day": formats.day(shown.due_on)}


def _line(text: str) -> str:
    return f"<small>{escape(text)}</small>" if text else ""
