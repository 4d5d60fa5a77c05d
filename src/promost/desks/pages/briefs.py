"""A programme on the home page: its main figures, how many measures stand where, and what needs attention."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString

from promost.desks.pages.states import StateCount, counts
from promost.desks.queries.home import PlanBrief
from promost.kit.charts import sparkline
from promost.kit.components.against import Against
from promost.kit.components.kinds import Kind
from promost.plans.queries.rows import MeasureRow
from promost.progress.pages.figures import against_of, steps_of
from promost.progress.shapes import MeasureProgress, TargetProgress
from promost.progress.words import CODES, code_of, risk_of

FIGURES = 6
"""Main figures of a plan: as many of its own targets, in the document's order."""
NAMED = 4
"""Measures that need attention and are named."""
URGENT = ("without", "late", "risk")
"""The codes of states that need attention, the most urgent first."""


@dataclass(frozen=True, slots=True)
class MainFigure:
    """A figure that a plan promises, against its promise, with the line by reporting day."""

    label: str
    figure: Against
    line: SafeString


@dataclass(frozen=True, slots=True)
class Attention:
    """A measure that needs attention, and why, in a word and a sentence."""

    row: MeasureRow
    word: str
    kind: Kind
    why: str


def plan_url(brief: PlanBrief) -> str:
    """Return the address of a plan."""
    return reverse("plans:plan", args=[brief.plan.uuid])


def states(brief: PlanBrief) -> list[StateCount]:
    """Return how many measures stand where, each count with the address of these measures."""
    return counts(brief.progress.measures.values(), plan_url(brief))


def figures(brief: PlanBrief) -> list[MainFigure]:
    """Return the main figures of a plan: the first of its own targets that have an indicator."""
    counted = [target for target in brief.progress.targets if target.indicator]
    return [_figure(target) for target in counted[:FIGURES]]


def _figure(target: TargetProgress) -> MainFigure:
    line = sparkline.draw(steps_of(target), target.label, target.unit)
    return MainFigure(target.label, against_of(target), line)


def attention(brief: PlanBrief) -> list[Attention]:
    """Return what needs attention: measures without a deadline first, then late ones, then those at risk."""
    known = [(row, brief.progress.measures[row.key]) for row in brief.rows if row.key in brief.progress.measures]
    asked = [(row, measure) for row, measure in known if code_of(measure) in URGENT]
    return [_attention(row, measure) for row, measure in sorted(asked, key=_urgency)[:NAMED]]


def _urgency(each: tuple[MeasureRow, MeasureProgress]) -> tuple[int, date, str]:
    row, measure = each
    return URGENT.index(code_of(measure)), row.standing.next_day or date.max, row.number


def _attention(row: MeasureRow, measure: MeasureProgress) -> Attention:
    word = CODES[code_of(measure)]
    why = measure.note.text if measure.note else risk_of(measure)
    return Attention(row, str(word.text), word.kind, why)
