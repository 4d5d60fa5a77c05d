"""The draft: what was read from a plan document, row by row, with every doubt and the place it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Severity(StrEnum):
    """What a problem asks of the officer: to mend or accept with a note, to look, or nothing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class DeadlineKind(StrEnum):
    """The kinds of term met in plan documents (``plans/README.md`` of the fixtures names them)."""

    DUE = "due"
    PERIOD = "period"
    RECURRING = "recurring"
    MULTIPLE = "multiple"
    RELATIVE = "relative"
    ON_DEMAND = "on_demand"
    NONE = "none"
    INVALID = "invalid"


class Side(StrEnum):
    """The sides of an agreement. A party that is none of these is ``other``."""

    DONOR = "donor"
    RECIPIENT = "recipient"
    CURATOR = "curator"
    BUYER = "buyer"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the source. ``part`` is "table", "sheet", "paragraph" or "document".

    ``name`` is the sheet's name; ``index`` the table's or paragraph's own; ``row`` and ``column`` those of Table.rows
    and the grid; ``field`` the field of the draft's row ("deadline", "owners", …) where a problem concerns one.
    """

    part: str = "document"
    name: str = ""
    index: int | None = None
    row: int | None = None
    column: int | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A doubt: its ``code`` (see problems.toml), and the values that its sentence names."""

    code: str
    severity: Severity
    place: Place = Place()
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """One term of several: both days inclusive; ``start`` is None for "by a day"."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Relative:
    """What a term hangs on: ``amount`` of ``unit``s (day, week, month, quarter, year) after ``event``, before it if
    negative; ``working`` days leave out weekends and holidays. ``event`` is in the document's own words, or empty."""

    amount: int
    unit: str
    working: bool
    event: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A term as read. Days are inclusive; a month or quarter is its first and last day; "by" has no start.

    ``precision`` is day, decade, month, quarter, half_year, year, plan (the plan's whole period) or mixed;
    ``recurrence`` daily, weekly, monthly, quarterly, semiannual, annual, or the unit with its number ("2 months"),
    empty where nothing recurs; ``due_dates`` the days of a recurring or multiple term; ``parts`` the spans of the
    latter.
    """

    kind: DeadlineKind = DeadlineKind.NONE
    start: date | None = None
    end: date | None = None
    due_dates: tuple[date, ...] = ()
    parts: tuple[Span, ...] = ()
    recurrence: str = ""
    precision: str = ""
    text: str = ""
    relative: Relative | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """A body that answers for a measure, the person named for it, and "subject to agreement" (по согласованию)."""

    name: str
    person: str | None = None
    by_agreement: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A number that the document promises. ``unit`` as an officer writes it ("ед", "чел", "%", "млн руб"); ``okei`` its
    code or None; ``comparator`` ge, le or eq; ``text`` the words it was read from; ``label`` what is counted."""

    value: Decimal
    unit: str
    okei: str | None
    comparator: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """Money in a row: ``amount`` in ``unit`` ("тыс руб"), for ``year`` where given; None with words in ``text``."""

    label: str
    year: int | None
    amount: Decimal | None
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class RowDraft:
    """One measure as read. ``owners`` maps a side to its bodies; a side the document has, but not here, is empty."""

    number: str
    section: str
    direction: str | None
    title: str
    deadline: Deadline
    owners: dict[Side, tuple[Owner, ...]]
    result: str
    completion_document: str
    targets: tuple[Target, ...]
    resources: tuple[Resource, ...]
    problems: tuple[Problem, ...]
    place: Place
    note: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    """Columns with no home of their own: heading → text. Nothing of a row is lost."""
    places: tuple[Place, ...] = ()
    """Further places it was read from: lines of indicators, a row split over a page, paragraphs of a list."""


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """A party as the document names it: the side it was taken for and the heading that named it."""

    side: Side
    name: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A section: its number and title as printed and the direction its words point to."""

    number: str
    title: str
    direction: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class PlanTarget:
    """A line of the annex of target indicators: values by reporting day (None where the document has a dash)."""

    label: str
    unit: str
    okei: str | None
    baseline: Decimal | None
    baseline_year: int | None
    cumulative: bool
    values: tuple[tuple[date, Decimal | None], ...]
    owner: str
    source: str
    place: Place
    number: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement that a plan carries out, as the document names it; a part it does not name is empty or None."""

    number: str
    date: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Reporting:
    """The duty to report: how often, by which day of the month after the period, and the words that say so."""

    recurrence: str
    due_day: int | None
    due_dates: tuple[date, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Remainder:
    """A row or paragraph that is no measure, section or target, and why: header, total, note, signature, blank, …"""

    reason: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A whole document as read."""

    title: str
    year: int | None
    period: tuple[date, date] | None
    parties: tuple[PartyDraft, ...]
    sections: tuple[SectionDraft, ...]
    rows: tuple[RowDraft, ...]
    targets: tuple[PlanTarget, ...]
    remainder: tuple[Remainder, ...]
    problems: tuple[Problem, ...]
    source: str = ""
    abbreviations: dict[str, str] = field(default_factory=dict)
    agreement: Agreement | None = None
    reporting: Reporting | None = None
