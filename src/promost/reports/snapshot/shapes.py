"""A snapshot: all that a progress report of a plan says, in one value. No word in it depends on a language."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

SCHEMA = "promost-plan-report/1"


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called in Russian and in English; a name that only one language has serves both."""

    ru: str
    en: str = ""

    def said(self, language: str) -> str:
        """The name in a language, "ru" or "en"."""
        return (self.en or self.ru) if language == "en" else (self.ru or self.en)


class Outcome(StrEnum):
    """What became of a measure by the day of the report. The first three were due; each measure has one."""

    NOT_OCCURRED = "not_occurred"
    """Its term is over, and it is not done."""
    LATE = "late"
    """Done after its term."""
    IN_TIME = "in_time"
    """Done, within its term or without one."""
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    WITHOUT = "without"
    """Without a deadline, and not done."""
    CANCELLED = "cancelled"


DUE = (Outcome.IN_TIME, Outcome.LATE, Outcome.NOT_OCCURRED)
"""The outcomes of a measure that was due or is done: together they are "planned"."""


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party in its turn of signing, with the organisation that signs for it."""

    side: str
    name: Name
    organisation: Name


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """A body that answers for a measure, and for which party; ``key`` is the organisation's lasting id."""

    side: str
    party: Name
    key: str
    name: Name
    person: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure as ``progress.shapes.Figure`` has it. ``by_hand`` is a share from 0 to 1."""

    state: str
    value: Decimal | None
    by_hand: Decimal | None
    contributors: int
    facts: int
    release: str
    parts: tuple[Decimal, Decimal] | None
    unknown: int


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target by the quarter's end: at its last reporting day that has come, else at its next one.

    ``measure`` and ``measure_uuid`` are its measure's number and lasting id, "" for a target of the whole plan;
    ``promised`` is what is promised now for ``due_on``, ``original`` what was first; ``changes`` counts how often a
    value was changed.
    """

    uuid: str
    measure: str
    measure_uuid: str
    label: str
    indicator: str
    indicator_name: Name
    unit: str
    okei: str
    comparator: str
    due_on: date | None
    is_due: bool
    promised: Decimal | None
    original: Decimal | None
    changes: int
    figure: FigureLine
    standing: str
    reason: str
    """The newest progress note of its measure."""

    @property
    def deviation(self) -> Decimal | None:
        """What is above (+) or missing (−) against the promise; None where one of the two is."""
        if self.figure.value is None or self.promised is None:
            return None
        return self.figure.value - self.promised


@dataclass(frozen=True, slots=True)
class NoteLine:
    """The newest progress note of a measure."""

    day: date
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure by the quarter's end."""

    uuid: str
    number: str
    title: str
    section: str
    direction: str
    owners: tuple[OwnerLine, ...]
    starts_on: date | None
    ends_on: date | None
    deadline_kind: str
    deadline_text: str
    due_on: date | None
    done_on: date | None
    done_since: date | None
    """The day it was done, if that was after the report's last day."""
    outcome: Outcome
    risk: str
    days_late: int | None
    """Days from the term's end to the day it was done, or to the day of the report; None where it was not late."""
    is_of_quarter: bool
    """A term of it ended within the quarter, or it was done within it."""
    occurrences: int
    occurrences_over: int
    occurrences_met: int
    needs_document: bool
    is_handed_in: bool
    facts: int
    note: NoteLine | None
    place: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many measures: all of them, those planned by the day (due or done), and what became of each."""

    measures: int
    planned: int
    in_time: int
    late: int
    not_occurred: int
    ahead: int
    """In progress or not started, their term still to come."""
    without: int
    cancelled: int


@dataclass(frozen=True, slots=True)
class TotalsOf:
    """Totals of a part: ``key`` is a direction's code, a section's title or an organisation's id; ``name`` its name."""

    key: str
    name: Name
    group: Name
    """The party, for an organisation."""
    totals: Totals


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A plan at the end of a quarter. ``day`` is the last day whose facts count, ``known_at`` when they were known."""

    plan: str
    title: str
    kind: str
    invented: bool
    agreement: str
    agreement_on: date
    starts_on: date
    ends_on: date
    edition: int
    document: str
    year: int
    quarter: int
    quarter_start: date
    quarter_end: date
    day: date
    known_at: datetime
    parties: tuple[PartyLine, ...]
    measures: tuple[MeasureLine, ...]
    targets: tuple[TargetLine, ...]
    """Those of the whole plan first, then those of its measures, each in the plan's order."""
    whole: Totals
    of_quarter: Totals
    """Of the measures whose term ended or that were done within the quarter."""
    by_direction: tuple[TotalsOf, ...]
    by_section: tuple[TotalsOf, ...]
    by_executor: tuple[TotalsOf, ...]
    """A measure with several executors counts once for each of them."""


def to_json(snapshot: Snapshot) -> dict[str, Any]:
    """Write a snapshot as JSON: decimals as text, days and moments in ISO 8601."""
    return {"schema": SCHEMA, **_written(asdict(snapshot))}


def _written(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _written(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_written(each) for each in value]
    return str(value) if isinstance(value, StrEnum) else value
