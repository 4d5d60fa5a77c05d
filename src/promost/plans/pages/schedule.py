"""The plan as a schedule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from promost.kit.charts import Chart, gantt
from promost.kit.components.kinds import Kind
from promost.plans.pages.extensions import MeasurePart
from promost.plans.pages.states import Shown, groups
from promost.plans.pages.terms_shown import words
from promost.plans.queries.plans import PlanView
from promost.plans.queries.rows import MeasureRow, instant, zone_of
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


def schedule(view: PlanView, rows: Sequence[Shown], query: str = "") -> Schedule:
    """Draw rows of a plan over its period, grouped by direction; a day outside it is drawn at the edge.

    ``query`` goes along to the measures' pages.
    """
    plan = view.plan
    bars = tuple(_bar(row, part, str(group.name), query) for group in groups(rows) for row, part in group.rows)
    today = instant(view.at).astimezone(rows[0][0].zone if rows else zone_of(FEDERAL_ZONE)).date()
    return Schedule(bars, gantt.draw(bars, plan.starts_on, plan.ends_on, today, title=plan.title), today)


def _bar(row: MeasureRow, part: MeasurePart, group: str, query: str) -> gantt.Bar:
    return gantt.Bar(
        number=row.number,
        title=row.title,
        group=group,
        url=reverse("plans:measure", args=[row.uuid]) + query,
        state=part.kind or KINDS.get(row.standing.state, "neutral"),
        start=row.starts_on,
        end=row.ends_on,
        due_dates=row.due_dates,
        done_on=part.done_on,
        said=part.marks[0].text if part.marks else words(row.standing),
    )
