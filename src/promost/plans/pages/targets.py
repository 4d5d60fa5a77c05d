"""The targets of the whole plan as their tab shows them: the figure now, and every reporting day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from promost.kit import formats
from promost.kit.charts import sparkline
from promost.kit.charts.sparkline import Step
from promost.kit.components.against import Against
from promost.kit.components.chips import chip
from promost.plans.pages.extensions import Mark, PlanPart, TargetPart
from promost.plans.queries.flat import SIGNS
from promost.plans.queries.plans import PlanView
from promost.plans.queries.promised import TargetView


@dataclass(frozen=True, slots=True)
class DayShown:
    """A reporting day: what is promised, what came (a word where nothing did), how it stands, what stood first."""

    due_on: date
    promised: str
    figure: str
    mark: SafeString
    original: str


@dataclass(frozen=True, slots=True)
class TargetShown:
    """A target with its days. ``figure`` is None and the days have no figures where no room answers."""

    target: TargetView
    figure: Against | None
    line: SafeString
    days: tuple[DayShown, ...]
    changes: tuple[str, ...]
    flags: tuple[Mark, ...] = ()


def targets_shown(view: PlanView, part: PlanPart) -> tuple[TargetShown, ...]:
    """Return the plan's targets in their order, each with what the rooms say of it."""
    return tuple(_shown(target, part.targets.get(target.key), view.at.day) for target in view.targets)


def _shown(target: TargetView, part: TargetPart | None, today: date) -> TargetShown:
    if part is None:
        days = tuple(_day(target, Step(due_on, value, None), today) for due_on, value in target.values)
        return TargetShown(target, None, SafeString(""), days, ())
    line = sparkline.draw(part.steps, target.label, target.unit, today=today)
    days = tuple(_day(target, step, today) for step in part.steps)
    return TargetShown(target, part.figure, line, days, part.changes, part.flags)


def _day(target: TargetView, step: Step, today: date) -> DayShown:
    sign = SIGNS.get(target.comparator, "=")
    changed = step.original is not None and step.original != step.promised
    return DayShown(
        due_on=step.due_on,
        promised="—" if step.promised is None else f"{sign} {formats.number(step.promised)}",
        figure=sparkline.figure_of(step, today),
        mark=chip(step.state, step.kind) if step.state else SafeString(""),
        original=formats.number(step.original) if changed and step.original is not None else "",
    )
