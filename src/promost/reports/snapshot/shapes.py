"""The lines of a snapshot: parties, measures and targets by the last day of a report. No word depends on a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


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
    SUBMITTED = "submitted"
    """Handed in within its term; the other side has not confirmed it yet."""
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
class SignedLine:
    """A party's signature under the statement of the quarter; on paper the name stands on the sheet ("")."""

    statement: int
    is_accepted: bool
    name: str
    signed_on: date
    on_paper: bool


@dataclass(frozen=True, slots=True)
class SignatoryLine:
    """A party that signs the report: one that owns measures, or the curator; with its signature under the statement."""

    side: str
    name: Name
    organisation: Name
    signed: SignedLine | None


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
class ValueLine:
    """A value that was changed, by the day for which it was promised; None where nothing is promised."""

    due_on: date
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change of a target: the day on which the last party agreed, the edition that it made, who proposed it, why.

    ``entered_on`` is the day on which it came into force here: an act on paper may be older. ``lowering`` is a code of
    ``progress.shapes.Lowering``, ``eve`` the figure by which it was judged, as it was known the day before.
    """

    target: str
    label: str
    measure: str
    measure_uuid: str
    indicator_name: Name
    unit: str
    okei: str
    edition: int
    agreed_on: date
    entered_on: date
    act: str
    reason: str
    proposed_by: Name
    proposed_for: Name
    values: tuple[ValueLine, ...]
    is_removed: bool
    in_last_month: bool
    """Agreed in December of the year for which the value is promised, or later."""
    is_lowered: bool
    lowering: str
    eve: FigureLine | None

    @property
    def is_flagged(self) -> bool:
        """Whether a reader is warned of it."""
        return self.in_last_month or self.lowering in DOUBTFUL


DOUBTFUL = frozenset({"short", "not_reported", "unknown"})
"""Ways in which a target was lowered that a report flags."""


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
    changed: tuple[ChangeLine, ...] = ()
    """Every change of its values, the oldest first."""
    changed_in_last_month: bool = False
    """Whether any was agreed in the last month of its year, or later."""
    lowering: str = ""
    """The gravest way in which it was lowered: "short", "not_reported", "unknown", "kept", "" for never."""

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
