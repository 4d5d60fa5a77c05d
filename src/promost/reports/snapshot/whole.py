"""A snapshot: all that a progress report of a plan says, in one value."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from promost.reports.snapshot.shapes import ChangeLine, MeasureLine, Name, PartyLine, SignatoryLine, TargetLine

SCHEMA = "promost-plan-report/1"


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
class ChangeTotals:
    """How many changes of targets there were, and how many of each kind that is flagged."""

    changes: int = 0
    in_last_month: int = 0
    short: int = 0
    """Lowered after what had come fell short."""
    not_reported: int = 0
    """Lowered while nothing was reported."""
    unknown: int = 0
    """Lowered while the figure was not published or could not be told."""


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
    changes: tuple[ChangeLine, ...] = ()
    """Every change of a target, the oldest first; those of targets that were struck out too."""
    change_totals: ChangeTotals = ChangeTotals()
    signatories: tuple[SignatoryLine, ...] = ()
    """Who signs: the parties that own measures in the agreement's order, then the curator."""


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
