"""The plan as a schedule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from promost.kit import clock
from promost.kit.charts import Chart, gantt
from promost.kit.components.kinds import Kind
from promost.plans.pages.states import groups
from promost.plans.pages.terms_shown import words
from promost.plans.queries.plans import PlanView
from promost.plans.queries.rows import MeasureRow, zone_of
from promost.plans.terms import TermState
from promost.registry.models.organisations import FEDERAL_ZONE

KINDS: Mapping[TermState, Kind] = {
    TermState.OVER: "bad",
    TermState.SOON: "warn",
    TermState.RUNNING: "info",
}
"""The colour of a term's state; the rest are neutral."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The rows that are asked for as bars, drawn over the plan's months; a small screen lists the bars."""

    bars: tuple[gantt.Bar, ...]
    chart: Chart
    today: date


def schedule(view: PlanView) -> Schedule:
    """Draw the rows that are asked for, grouped by direction; terms beyond the plan's period widen the months."""
    bars = tuple(_bar(row, str(group.name)) for group in groups(view.shown) for row in group.rows)
    starts = [view.plan.starts_on, *(row.starts_on for row in view.shown if row.starts_on)]
    ends = [view.plan.ends_on, *(row.ends_on for row in view.shown if row.ends_on)]
    today = clock.today(view.shown[0].zone if view.shown else zone_of(FEDERAL_ZONE))
    return Schedule(bars, gantt.draw(bars, min(starts), max(ends), today, title=view.plan.title), today)


def _bar(row: MeasureRow, group: str) -> gantt.Bar:
    return gantt.Bar(
        number=row.number,
        title=row.title,
        group=group,
        url=reverse("plans:measure", args=[row.uuid]),
        state=KINDS.get(row.standing.state, "neutral"),
        start=row.starts_on,
        end=row.ends_on,
        due_dates=row.due_dates,
        said=words(row.standing) if row.standing.next_day else "",
    )
