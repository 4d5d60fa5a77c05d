"""A ratio: two figures divided when they are shown, never added up."""

from __future__ import annotations

from decimal import Decimal

from promost.progress.calculation.counted import UNKNOWN, Counted
from promost.progress.calculation.rows import IndicatorRow

PER_CENT = "744"
PLACES = Decimal("0.0001")


def ratio(indicator: IndicatorRow, above: Counted, below: Counted) -> Counted:
    """Return numerator by denominator, in per cent where the unit says so. Both are shown.

    Without one of them there is no ratio, for the reason for which that one is missing; by zero it cannot be told.
    """
    if above.value is None or below.value is None:
        lacking = above if above.value is None else below
        return Counted(missing=lacking.missing, unknown=lacking.unknown)
    parts, facts = (above.value, below.value), above.facts + below.facts
    release = above.release or below.release
    if not below.value:
        return Counted(missing=UNKNOWN, parts=parts, facts=facts, release=release)
    times = 100 if indicator.okei == PER_CENT else 1
    return Counted(
        (above.value * times / below.value).quantize(PLACES),
        facts=facts,
        contributors=max(above.contributors, below.contributors),
        by_hand=_by_hand(above, below),
        release=release,
        parts=parts,
    )


def _by_hand(above: Counted, below: Counted) -> Decimal | None:
    """The larger of the parts' shares: a ratio is entered by hand as far as either of its parts is."""
    shares = [each.by_hand for each in (above, below) if each.by_hand is not None]
    return max(shares, default=None)
