"""What the API tells of progress: the values of ``promost.progress.shapes``, exact numbers as text."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ninja import Field, Schema

from promost.kit.rest import Exact, Unit
from promost.progress.shapes import FigureState, MeasureState, Risk, Standing


class Parts(Schema):
    """What a ratio is divided from."""

    numerator: Exact
    denominator: Exact


class FigureOut(Schema):
    """A figure. ``value`` is null unless its state is reported or zero: what is missing is never shown as nothing."""

    state: FigureState
    value: Exact | None
    by_hand: Exact | None = Field(description="Share (0 to 1) entered by hand or from files; null without facts")
    contributors: int
    facts: int
    release: str
    parts: Parts | None
    unknown: int = Field(description="Organisations of a gain that have no baseline")


class PointOut(Schema):
    """A reporting day: what is promised now, what was promised first, and the figure by that day."""

    due_on: date
    promised: Exact | None
    original: Exact | None
    figure: FigureOut
    standing: Standing


class TargetProgressOut(Schema):
    """A target at a moment."""

    id: UUID
    label: str
    unit: Unit
    indicator: str
    confirmed: bool
    breakdown: str
    comparator: str
    scope: str
    cumulative: bool
    figure: FigureOut
    standing: Standing
    points: list[PointOut]
    changes: int = Field(description="How often a later edition changed what is promised")


class OccurrenceOut(Schema):
    """A term of a recurring measure."""

    due_on: date
    is_met: bool
    is_over: bool
    met_on: date | None
    submitted_on: date | None = Field(description="Day of a document that waits for the counterpart")


class NoteOut(Schema):
    """The newest progress note."""

    day: date
    text: str
    by: str


class MeasureProgressOut(Schema):
    """A measure at a moment. Its state follows from facts, dates and documents; nobody sets it."""

    id: UUID
    state: MeasureState
    risk: Risk
    due_on: date | None
    done_on: date | None
    in_time: bool | None
    is_handed_in: bool
    is_submitted: bool = Field(description="A completion document waits for the counterpart to confirm it")
    needs_document: bool
    facts: int
    occurrences: list[OccurrenceOut]
    note: NoteOut | None
    targets: list[TargetProgressOut]


class PlanProgressOut(Schema):
    """A plan at a moment: how many measures stand where, and the targets of the whole plan."""

    plan: UUID
    edition: int
    day: date
    reporting: list[date]
    measures: dict[MeasureState, int]
    targets: list[TargetProgressOut]
