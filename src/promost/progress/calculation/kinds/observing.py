"""Kinds that observed levels give: a published value, and the growth of enterprises over their baselines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from promost.progress.calculation.counted import AWAITED, CANNOT_TELL, NOTHING, UNKNOWN, Counted
from promost.progress.calculation.kinds.source import Source
from promost.progress.calculation.rows import IndicatorRow, LevelRow
from promost.progress.calculation.windows import Window

ZERO = Decimal(0)


def observed(source: Source, indicator: IndicatorRow, windows: Sequence[Window]) -> list[Counted]:
    """Return the value published for each window; awaited where there is none. It is never summed nor averaged."""
    if not source.has_one_subject:
        return [CANNOT_TELL for _ in windows]
    rows = source.published(indicator.key)
    return [_published(rows, window) for window in windows]


def _published(rows: Sequence[LevelRow], window: Window) -> Counted:
    """The value of the period that ends on the day: since the year began (or the window), or the level of that day.

    Another period that ends on the day, such as its last month alone, is another figure.
    """
    starts = {date(window.until.year, 1, 1), window.until, window.since or window.until}
    fitting = [row for row in rows if row.ends_on == window.until and row.starts_on in starts]
    if not fitting:
        return Counted(missing=AWAITED)
    row = min(fitting, key=lambda each: (each.starts_on, -each.key))
    return Counted(row.value, release=row.release)


def gain(source: Source, indicator: IndicatorRow, windows: Sequence[Window]) -> list[Counted]:
    """Return the growth of the scope's organisations over their levels at the plan's beginning.

    Each counts once, whoever helped it, and never below zero. One without a baseline is counted apart; one that has not
    been observed since the plan began has reported nothing.
    """
    return [_growth(source, indicator, window.until) for window in windows]


def _growth(source: Source, indicator: IndicatorRow, until: date) -> Counted:
    if indicator.level is None:
        return CANNOT_TELL
    start, grown, unknown = source.plan.starts_on, [], 0
    for levels in source.levels_of_organisations(indicator.level, until).values():
        before = [row for row in levels if row.ends_on <= start]
        since = [row for row in levels if row.ends_on > start]
        if since and before:
            grown.append(max(ZERO, _last(since).value - _last(before).value))
        elif since:
            unknown += 1
    if grown:
        return Counted(sum(grown, ZERO), contributors=len(grown), unknown=unknown)
    return Counted(missing=UNKNOWN, unknown=unknown) if unknown else NOTHING


def _last(levels: Sequence[LevelRow]) -> LevelRow:
    """The level observed last; of periods that end on one day the longest, as statistics give it."""
    return max(levels, key=lambda row: (row.ends_on, -row.starts_on.toordinal(), row.key))
