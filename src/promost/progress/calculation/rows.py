"""What the calculation is given: facts, observed levels, targets, measures and the plan, as plain rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

Value = tuple[date, Decimal | None]
"""A reporting day and what is promised by it; None where the document has a dash."""


class FactRow(NamedTuple):
    """One fact, or the sum of many of one day, organisation and breakdown: figures do not depend on the batching.

    A reversal counts as minus one fact: ``facts`` is -1, ``weight`` and ``by_hand`` are negative. So a fact and its
    reversal leave nothing behind, not even a zero. ``day`` may stand for several days that no figure tells apart.
    """

    measure: int | None
    indicator: int
    breakdown: str
    day: date
    organisation: int | None
    value: Decimal
    weight: Decimal
    """The sum of absolute values."""
    by_hand: Decimal
    """That of what was entered by hand or from files."""
    facts: int
    facts_by_hand: int
    part: str = ""
    """Of a completion document: the ISO day of the occurrence that it closes, "" for the measure as a whole."""
    waits: bool = False
    """Of a completion document: whether the counterpart still has to confirm it."""


class LevelRow(NamedTuple):
    """An observed level, as it was known: those that a later release superseded are not among the rows."""

    key: int
    indicator: int
    region: str | None
    organisation: int | None
    home: str | None
    """The region to which the organisation belongs."""
    starts_on: date
    ends_on: date
    breakdown: str
    value: Decimal
    release: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator. ``parts`` are numerator and denominator of a ratio, ``level`` the observed indicator of a gain."""

    key: int
    code: str
    kind: str
    okei: str
    name: str = ""
    parts: tuple[IndicatorRow, IndicatorRow] | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target as the edition in force has it. ``original`` are the values of the first edition that had it.

    ``unit`` is in the reader's language. ``changes`` counts the editions that changed a value.
    """

    key: int
    uuid: str
    measure: int | None
    label: str
    unit: str
    okei: str
    comparator: str
    cumulative: bool
    basis: str
    baseline: Decimal | None
    scope: str
    breakdown: str
    confirmed: bool
    owner: int | None
    indicator: IndicatorRow | None
    values: tuple[Value, ...]
    original: tuple[Value, ...] = ()
    changes: int = 0


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure's term. ``today`` is the day on its lead owner's calendar; ``in_force`` is False for one struck out."""

    key: int
    uuid: str
    kind: str
    starts_on: date | None
    ends_on: date | None
    due_dates: tuple[date, ...]
    needs_document: bool
    today: date
    in_force: bool = True


@dataclass(frozen=True, slots=True)
class Subjects:
    """Whose facts and levels count in each scope: the plan's regions, and its participants with their days."""

    regions: frozenset[str] = frozenset()
    participants: dict[int, tuple[date, date | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan at a day: its period, its reporting days, and the day by which each of them is reported."""

    key: int
    edition: int
    starts_on: date
    ends_on: date
    day: date
    reporting: tuple[date, ...] = ()
    reported_by: tuple[date, ...] = ()
    """The days on which reports are due, in order."""
    subjects: Subjects = Subjects()


@dataclass(frozen=True, slots=True)
class Pools:
    """The facts that may count: under each measure, and in the wider scopes; observed levels beside them."""

    measures: dict[int, list[FactRow]] = field(default_factory=dict)
    participants: list[FactRow] = field(default_factory=list)
    region: list[FactRow] = field(default_factory=list)
    levels: list[LevelRow] = field(default_factory=list)
