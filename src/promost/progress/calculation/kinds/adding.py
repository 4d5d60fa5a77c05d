"""Kinds that facts add up to: the sum of a period, the level on a day, different organisations of a period."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from promost.progress.calculation.counted import NOTHING, Counted
from promost.progress.calculation.kinds.source import Source
from promost.progress.calculation.rows import IndicatorRow
from promost.progress.calculation.tally import Sums, tally
from promost.progress.calculation.windows import Window


def flow(source: Source, indicator: IndicatorRow, windows: Sequence[Window]) -> list[Counted]:
    """Return the sum of each window's facts."""
    return [_counted(sums, sums.value) for sums in tally(source.facts(indicator.key), windows)]


def stock(source: Source, indicator: IndicatorRow, windows: Sequence[Window]) -> list[Counted]:
    """Return the level at each window's end: the sum of all that happened before, whatever day the window begins on."""
    return flow(source, indicator, [Window(None, window.until) for window in windows])


def distinct(source: Source, indicator: IndicatorRow, windows: Sequence[Window]) -> list[Counted]:
    """Return how many different organisations the facts of each window name. Two quarters are not added up."""
    return [_counted(sums, Decimal(sums.distinct)) for sums in tally(source.facts(indicator.key), windows)]


def _counted(sums: Sums, value: Decimal) -> Counted:
    if not sums.facts:
        return NOTHING
    return Counted(value, facts=sums.facts, contributors=sums.contributors, by_hand=sums.share_by_hand)
