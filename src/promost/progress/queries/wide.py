"""What is asked of facts in the wider scopes: which indicators, and up to which days they have to be told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from promost.plans.models import Scope
from promost.progress.calculation.rows import IndicatorRow, PlanLine, TargetRow

COUNTED = frozenset({"flow", "stock", "distinct"})
"""The kinds of indicator that facts are of."""


@dataclass(frozen=True, slots=True)
class Wide:
    """The facts of one scope of a plan. ``days`` are those after which a figure may change its meaning, in order.

    Facts of ``exact`` indicators are told apart by the day, since a measure's target asks when it was reached;
    breakdowns only where a target asks for one (``told_apart``).
    """

    plan: PlanLine
    scope: str
    indicators: frozenset[int]
    exact: frozenset[int]
    days: tuple[date, ...]
    told_apart: bool


def wide_scopes(plan: PlanLine, targets: Iterable[TargetRow], cuts: Iterable[date] = ()) -> Iterator[Wide]:
    """Return what is asked of the participants' facts and of the regions'; a scope that nobody asks is left out.

    ``cuts`` are further days by which the facts have to be told apart.
    """
    several, cut = list(targets), frozenset(cuts)
    for scope in (Scope.PARTICIPANTS, Scope.REGION):
        mine = [target for target in several if target.scope == scope and target.indicator]
        asked = frozenset(key for target in mine for key in counted(target.indicator))
        if asked and (scope == Scope.PARTICIPANTS or plan.subjects.regions):
            exact = frozenset(key for target in mine if target.measure for key in counted(target.indicator))
            told_apart = any(target.breakdown for target in mine)
            yield Wide(plan, scope, asked, exact, _days(plan, mine, cut), told_apart)


def counted(indicator: IndicatorRow | None) -> frozenset[int]:
    """Return the keys of the indicators whose facts a figure is made of."""
    every = () if indicator is None else (indicator, *(indicator.parts or ()))
    return frozenset(each.key for each in every if each.kind in COUNTED)


def _days(plan: PlanLine, targets: Iterable[TargetRow], cuts: frozenset[date]) -> tuple[date, ...]:
    """Values' days, the plan's end, and the ends of years: no window of a figure begins or ends between two of them."""
    days = {due for target in targets for due, _ in target.values} | {plan.ends_on} | cuts
    days |= {date(year, 12, 31) for year in range(plan.starts_on.year - 1, plan.day.year)}
    return tuple(sorted(day for day in days if day < plan.day))
