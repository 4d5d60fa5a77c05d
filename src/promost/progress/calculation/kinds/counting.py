"""The value of a target in windows, by the kind of its indicator and in the target's unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from promost.progress.calculation.counted import CANNOT_TELL, Counted
from promost.progress.calculation.kinds import adding, observing, relating
from promost.progress.calculation.kinds.source import Source
from promost.progress.calculation.rows import IndicatorRow
from promost.progress.calculation.windows import Window, is_running
from promost.registry import units

Count = Callable[[Source, IndicatorRow, Sequence[Window]], list[Counted]]
SIMPLE: Mapping[str, Count] = {
    "flow": adding.flow,
    "stock": adding.stock,
    "distinct": adding.distinct,
    "observed": observing.observed,
    "gain": observing.gain,
}


def count(source: Source, windows: Sequence[Window]) -> list[Counted]:
    """Return what counts in each window, in the target's unit, on top of the baseline where it is counted from one."""
    target, indicator = source.target, source.target.indicator
    if indicator is None:
        return [CANNOT_TELL for _ in windows]
    counted = _of_kind(source, indicator, windows)
    return [_on_baseline(source, _converted(each, indicator.okei, target.okei)) for each in counted]


def _of_kind(source: Source, indicator: IndicatorRow, windows: Sequence[Window]) -> list[Counted]:
    if indicator.kind in SIMPLE:
        return SIMPLE[indicator.kind](source, indicator, windows)
    if indicator.parts is None or any(part.kind not in SIMPLE for part in indicator.parts):
        return [CANNOT_TELL for _ in windows]
    above, below = (SIMPLE[part.kind](source, part, windows) for part in indicator.parts)
    return [relating.ratio(indicator, *pair) for pair in zip(above, below, strict=True)]


def _converted(counted: Counted, have: str, want: str) -> Counted:
    """Turn a value into the target's unit; where one of the two has no code they are taken for the same."""
    if counted.value is None or not have or not want or have == want:
        return counted
    try:
        return replace(counted, value=units.convert(counted.value, have, want))
    except (units.OtherQuantity, units.UnknownUnit):
        return CANNOT_TELL


def _on_baseline(source: Source, counted: Counted) -> Counted:
    """Add the baseline to what is counted up from it: a running flow, distinct or stock, never a year's own sum."""
    target = source.target
    counts = target.indicator is not None and target.indicator.kind in {"flow", "stock", "distinct"}
    if counted.value is None or target.basis != "baseline" or not counts or not is_running(target):
        return counted
    return replace(counted, value=counted.value + (target.baseline or Decimal(0)))
