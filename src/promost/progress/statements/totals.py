"""The total of a target: of this quarter, late and corrections, and what is accumulated before and after. Pure.

Everything comes from the lines of the statement and of the accepted ones before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from promost.progress.calculation.counted import Counted, figure
from promost.progress.calculation.kinds import count
from promost.progress.calculation.kinds.source import source_of
from promost.progress.calculation.rows import PlanLine, Pools, TargetRow
from promost.progress.calculation.windows import Window, window_now, window_of
from promost.progress.statements.canonical import Line, amount
from promost.progress.statements.lines import Counted as Numbered
from promost.progress.statements.lines import Keys, pools_of
from promost.progress.statements.targets import plan_of, target_of

DAY = timedelta(days=1)
ADDED = frozenset({"flow", "stock"})
"""Kinds whose quarters add up."""
DECLARED = frozenset({"flow", "stock", "distinct"})
"""Kinds of which somebody has to say zero or not reported, where no fact has come."""
RESULTS = (
    "quarter", "late", "before", "after", "state", "facts", "contributors", "unknown", "release", "parts"
)  # fmt: skip
"""What is counted; the rest of a total's line is what was promised, and what was declared."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of earlier accepted statements, in order, and a statement's own."""

    earlier: Sequence[Line]
    own: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Pooled:
    """The facts by which totals are counted: accepted before, listed now, and both together."""

    before: Pools
    own: Pools
    after: Pools

    @classmethod
    def of(cls, lines: Lines, keys: Keys) -> Pooled:
        """Make the pools of lines."""
        return cls(
            pools_of(lines.earlier, keys), pools_of(lines.own, keys), pools_of([*lines.earlier, *lines.own], keys)
        )


def results(target: TargetRow, plan: PlanLine, starts_on: date, pooled: Pooled, declared: str) -> Line:
    """Count a target's total; ``plan`` stands at the quarter's end, ``declared`` is what was said of no facts."""
    now = window_now(target, plan)
    (before,) = count(source_of(target, plan, pooled.before), [now])
    (after,) = count(source_of(target, plan, pooled.after), [now])
    quarter, late = _movement(target, plan, starts_on, pooled.own)
    is_zero = after.value is None and after.missing is None and declared == "zero"
    due = is_due(target, plan.day)
    shown = figure(replace(after, value=Decimal(0)) if is_zero else after, is_due=due, is_over=due)
    return {
        "quarter": amount(quarter),
        "late": amount(late),
        "before": amount(before.value),
        "after": amount(shown.value),
        "state": str(shown.state),
        "facts": after.facts,
        "contributors": after.contributors,
        "unknown": after.unknown,
        "release": after.release,
        "parts": [amount(part) for part in after.parts] if after.parts else None,
    }


def _movement(target: TargetRow, plan: PlanLine, starts_on: date, own: Pools) -> tuple[Decimal | None, Decimal | None]:
    """What the statement's own facts add: of the quarter, and from before it. Only where quarters add up."""
    if target.indicator is None or target.indicator.kind not in ADDED:
        return None, None
    moved = replace(target, basis="zero", indicator=replace(target.indicator, kind="flow"))
    windows = [Window(starts_on, plan.day), Window(None, starts_on - DAY)]
    quarter, late = count(source_of(moved, plan, own), windows)
    return quarter.value, late.value


def is_due(target: TargetRow, day: date) -> bool:
    """Tell whether a value was promised by a day."""
    return any(promised is not None and due <= day for due, promised in target.values)


def silent(target: TargetRow, plan: PlanLine, since: date | None, after: Pools) -> bool:
    """Tell whether a value that fell due after ``since`` and by the quarter's end has no facts: it must be declared."""
    if target.indicator is None or target.indicator.kind not in DECLARED:
        return False
    days = [due for due, promised in target.values if promised is not None and due <= plan.day]
    fresh = [due for due in days if since is None or due > since]
    if not fresh:
        return False
    source = source_of(target, plan, after)
    return any(_is_empty(each) for each in count(source, [window_of(target, due) for due in fresh]))


def _is_empty(counted: Counted) -> bool:
    return counted.value is None and counted.missing is None


def counted_anew(header: Line, totals: Iterable[Line], lines: Lines) -> list[Line]:
    """Count the totals again from lines alone, each with what its line says of the target. No database is asked."""
    keys = Numbered()
    pooled, plan = Pooled.of(lines, keys), plan_of(header, keys)
    starts_on = date.fromisoformat(header["starts_on"])
    return [{**line, **results(target_of(line, keys), plan, starts_on, pooled, line["declared"])} for line in totals]
