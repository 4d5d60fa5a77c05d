"""What the API tells of agreements, plans, measures and targets. Names of persons stay on the pages."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from ninja import Field, Schema

from promost.kit.rest import Body, Exact, Unit
from promost.plans.models import PlanKind, SideChoice
from promost.plans.models.editions import DeadlineChoice
from promost.plans.models.targets import Basis, Scope
from promost.plans.terms import TermState


class Comparator(StrEnum):
    """How a value is kept: at least, at most, exactly."""

    AT_LEAST = "ge"
    AT_MOST = "le"
    EXACTLY = "eq"


class PartyOut(Schema):
    """A party of an agreement, with the organisations that act for it, the one that signs first."""

    side: SideChoice
    name: str
    region: str | None = Field(description="ISO 3166-2")
    turn: int
    organisations: list[Body]


class AgreementOut(Schema):
    """An agreement under which plans are made."""

    id: UUID
    number: str
    date: date
    title: str
    invented: bool
    parties: list[PartyOut]


class PlanOut(Schema):
    """A plan, with the number of its newest edition and the measures in it."""

    id: UUID
    agreement: UUID
    kind: PlanKind
    title: str
    starts_on: date
    ends_on: date
    invented: bool
    edition: int | None
    measures: int


class EditionOut(Schema):
    """An edition: what the plan promised at a time, and the document it was read from."""

    number: int
    made_at: datetime
    reason: str
    document: str | None = Field(description="SHA-256 of the document")


class PlanInEdition(Schema):
    """A plan in the edition in force on a day, or in the one asked for."""

    id: UUID
    agreement: UUID
    kind: PlanKind
    title: str
    starts_on: date
    ends_on: date
    invented: bool
    at: date
    edition: EditionOut


class DeadlineOut(Schema):
    """A term by its owner's calendar, and how it stands on the day asked for."""

    kind: DeadlineChoice
    starts_on: date | None
    ends_on: date | None
    due_dates: list[date]
    text: str
    zone: str
    state: TermState
    next_day: date | None
    days_left: int | None = Field(description="Days to the next one; negative when it is over")


class OwnerOut(Schema):
    """Who answers for a measure, on which side."""

    side: SideChoice
    party: str
    organisation: Body
    by_agreement: bool


class PromisedValue(Schema):
    """What is promised by a reporting day; null where the document has a dash."""

    due_on: date
    value: Exact | None


class TargetOut(Schema):
    """A promise in figures, of a measure or (``measure`` null) of the whole plan."""

    id: UUID
    measure: UUID | None
    label: str
    indicator: str = Field(description="Code of the indicator that counts it; empty while there is none")
    indicator_confirmed: bool
    breakdown: str
    unit: Unit
    comparator: Comparator
    cumulative: bool
    basis: Basis
    baseline: Exact | None
    baseline_year: int | None
    scope: Scope
    owner: str
    source: str
    values: list[PromisedValue]


class MeasureRowOut(Schema):
    """A measure as a plan's edition has it."""

    id: UUID
    number: str
    title: str
    section: str
    direction: str
    deadline: DeadlineOut
    lead: str
    owners: list[OwnerOut]
    targets: list[TargetOut]


class ResourceOut(Schema):
    """Money promised to a measure, or words where no figure stands."""

    label: str
    year: int | None
    amount: Exact | None
    unit: str
    text: str


class MeasureOut(MeasureRowOut):
    """A measure in the edition in force on a day. ``is_current`` tells whether that edition still has it."""

    plan: UUID
    edition: int
    is_current: bool
    result: str
    completion_document: str
    note: str
    resources: list[ResourceOut]
