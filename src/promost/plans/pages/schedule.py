"""The plan as a schedule."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from promost.kit import clock
from promost.kit.charts import Chart, gantt
from promost.kit.components.kinds import Kind
from promost.plans.pages.states import groups
from promost.plans.queries.plans import PlanView
from promost.plans.queries.rows import MeasureRow
from promost.plans.terms import TermState

KINDS: Mapping[TermState, Kind] = {
    TermState.OVER: "bad",
    TermState.SOON: "warn",
    TermState.RUNNING: "info",
}
"""The colour of a term's state; the rest are neutral."""


def draw(view: PlanView) -> Chart:
    """Draw the rows that are asked for over the plan's months, grouped by direction."""
    zone = view.shown[0].zone if view.shown else None
    ends = [row.ends_on for row in view.shown if row.ends_on]
    return gantt.draw(
        [_bar(row, str(group.name)) for group in groups(view.shown) for row in group.rows],
        min([view.plan.starts_on, *(row.starts_on for row in view.shown if row.starts_on)]),
        max([view.plan.ends_on, *ends]),
        clock.today(zone) if zone else clock.now().date(),
        title=view.plan.title,
    )


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
    )
