"""What progress answers: figures, points of a target, states of measures. Pure values: pages, files and API share them.

Zero, not reported, not yet due and awaited are four different things, and so is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class FigureState(StrEnum):
    """What stands behind a figure."""

    REPORTED = "reported"
    ZERO = "zero"
    """Somebody reported nothing: there are facts, and they come to 0."""
    NOT_REPORTED = "not_reported"
    """A value is due, and no fact has come."""
    NOT_DUE = "not_due"
    """No fact has come, and none is due yet."""
    AWAITED = "awaited"
    """An observed value that is not published yet."""
    UNKNOWN = "unknown"
    """It cannot be told: no indicator, no baseline, a denominator of zero."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: ``value`` is None unless reported or zero. In the target's unit; a ratio in per cent keeps its parts.

    ``by_hand`` is the share (0–1) of what was entered by hand or from files, by absolute value; None without facts.
    ``contributors`` counts the organisations named; ``facts`` the facts that count. ``release`` names an observed
    value's release. ``parts`` are numerator and denominator of a ratio. ``unknown`` counts the organisations of a gain
    that have no baseline.
    """

    state: FigureState
    value: Decimal | None = None
    by_hand: Decimal | None = None
    contributors: int = 0
    facts: int = 0
    release: str = ""
    parts: tuple[Decimal, Decimal] | None = None
    unknown: int = 0

    @property
    def is_there(self) -> bool:
        """Whether there is a value."""
        return self.value is not None


class Standing(StrEnum):
    """How a figure stands against what was promised by a day."""

    MET = "met"
    BEHIND = "behind"
    ON_PACE = "on_pace"
    """What was promised by the last reporting day is there; the end is still to come."""
    NOT_DUE = "not_due"
    NOT_REPORTED = "not_reported"
    AWAITED = "awaited"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Point:
    """A reporting day of a target: what is promised now, what was promised first, and the figure by that day.

    ``promised`` is None where the document has a dash. A day to come has a figure only as far as it is.
    """

    due_on: date
    promised: Decimal | None
    original: Decimal | None
    figure: Figure
    standing: Standing


class Lowering(StrEnum):
    """How a change of a target stands against what had come on its eve."""

    NONE = ""
    """Nothing was made easier."""
    KEPT = "kept"
    """Made easier while nothing that was due had fallen short."""
    SHORT = "short"
    """Made easier after what had come fell short of it."""
    NOT_REPORTED = "not_reported"
    """Made easier while nothing was reported of what was due."""
    UNKNOWN = "unknown"
    """Made easier while the figure was not published or could not be told."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a statement says of a target: the value at the end of its quarter (None where it had none)."""

    value: Decimal | None
    ends_on: date
    statement: str
    """The statement's lasting id."""


@dataclass(frozen=True, slots=True)
class TargetProgress:
    """A target at a moment. ``figure`` is all that counts so far, ``standing`` against the last reporting day passed.

    ``changes`` counts how often a value was changed by a later edition. ``last`` is the last reporting day of the
    plan that has passed, ``next`` the one to come; None where there is none.
    """

    target_id: int
    uuid: str
    measure_id: int | None
    label: str
    unit: str
    okei: str
    comparator: str
    cumulative: bool
    indicator: str
    """The indicator's code, "" for none."""
    indicator_name: str
    confirmed: bool
    breakdown: str
    scope: str
    points: tuple[Point, ...]
    figure: Figure
    standing: Standing
    last: Point | None
    next: Point | None
    changes: int
    signed: Stated | None = None
    """By the statement that is being signed, once a party has; filled in where it is shown."""
    accepted: Stated | None = None
    """By the newest accepted statement; filled in where it is shown."""

    @property
    def called(self) -> str:
        """What is counted, as a reader is told: of a measure's target the confirmed indicator, for the document's own
        words are cut out of prose ("not less than 8", "million roubles") and say little alone.
        """
        return self.indicator_name if self.measure_id and self.confirmed and self.indicator_name else self.label

    @property
    def end(self) -> Point | None:
        """The last point: what is promised in the end."""
        return self.points[-1] if self.points else None


class MeasureState(StrEnum):
    """The state of a measure. It follows from facts, dates and documents; nobody sets it."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    LATE = "late"
    SUBMITTED = "submitted"
    """Everything is there and in time; its document waits for the counterpart to confirm it."""
    WITHOUT = "without"
    """Without a deadline, and not done."""
    CANCELLED = "cancelled"
    """The edition in force no longer has it; its facts stay."""


class Risk(StrEnum):
    """Why a measure that is not late is at risk; NONE for one that is not."""

    NONE = ""
    BEHIND = "behind"
    """A value promised by a reporting day that has passed is not there."""
    NEAR = "near"
    """The deadline is near, and there is no fact."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One term of a recurring or multiple measure: its day, and whether what it asks for is there.

    ``met_on`` is the day on which it was met, ``submitted_on`` that on which a document that still waits was handed in.
    """

    due_on: date
    is_met: bool
    is_over: bool
    met_on: date | None = None
    submitted_on: date | None = None

    @property
    def is_kept(self) -> bool:
        """Whether it was met by its day."""
        return self.met_on is not None and self.met_on <= self.due_on

    @property
    def is_missed(self) -> bool:
        """Whether it is over and not met; a document that was handed in by its day and waits is no miss."""
        in_time = self.submitted_on is not None and self.submitted_on <= self.due_on
        return self.is_over and not self.is_met and not in_time


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A progress note as shown."""

    day: date
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class MeasureProgress:
    """A measure at a moment. ``done_on`` is the day it became done; ``in_time`` None where nothing can be late.

    ``is_handed_in`` tells whether the completion document is there, ``needs_document`` whether one was asked for.
    ``is_submitted`` tells whether a document waits for the counterpart; ``submitted_on`` is the day on which the
    measure was done if the counterpart confirms what waits, None where that would not make it done.
    """

    measure_id: int
    uuid: str
    state: MeasureState
    risk: Risk
    done_on: date | None
    in_time: bool | None
    due_on: date | None
    is_handed_in: bool
    needs_document: bool
    targets: tuple[TargetProgress, ...]
    occurrences: tuple[Occurrence, ...]
    facts: int
    note: NoteLine | None
    is_submitted: bool = False
    submitted_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """A plan at a moment: its measures by key, the targets of the whole plan in order, the reporting days."""

    plan_id: int
    edition: int
    day: date
    measures: dict[int, MeasureProgress]
    targets: tuple[TargetProgress, ...]
    reporting: tuple[date, ...]
    """The plan's own reporting days (ends of its quarters where the document says "quarterly")."""

    def count(self, state: MeasureState) -> int:
        """How many measures are in a state."""
        return sum(1 for measure in self.measures.values() if measure.state == state)
