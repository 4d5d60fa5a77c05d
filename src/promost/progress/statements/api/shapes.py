"""What the API tells of statements and objections, and what it takes. Names of persons stay on the pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Field, Schema

from promost.kit.rest import Body, Exact, Given, Unit, Words
from promost.plans.api.changing.shapes import Named
from promost.plans.api.shapes import PromisedValue
from promost.progress.models import SignedHow, StatementState
from promost.progress.shapes import FigureState, MeasureState


class StatementRow(Schema):
    """A statement of a plan for a quarter. Its lines, totals and digest never change."""

    id: UUID
    plan: UUID
    number: int
    starts_on: date
    ends_on: date
    is_final: bool
    state: StatementState
    version: int
    digest: str = Field(description="SHA-256 over all lines")
    edition: int
    known_at: datetime = Field(description="What was recorded by then is in it")
    drawn_at: datetime
    drawn_for: Body | None
    closed_at: datetime | None
    returned_by: Named | None
    reason: str = Field(description="Why it was returned")


class SignatureOut(Schema):
    """A party that signs, in its turn; the rest is empty while it waits. The curator's signature accepts."""

    party: Named
    is_next: bool
    signed_on: date | None
    how: SignedHow | None
    organisation: Body | None
    digest: str | None
    scan: str | None = Field(description="SHA-256 of the scan of a sheet signed on paper")


class StatedTotal(Schema):
    """A target: what was promised, its own facts of the quarter and of earlier days, what it came to before and after.

    ``value`` is null unless its state is reported or zero.
    """

    target: UUID
    measure: UUID | None
    label: str
    unit: Unit
    indicator: str
    promised: list[PromisedValue]
    quarter: Exact | None
    late: Exact | None
    before: Exact | None
    value: Exact | None
    state: FigureState
    facts: int
    contributors: int
    unknown: int
    release: str
    declared: str = Field(description="What was said where no fact has come: zero, not_reported, or nothing")
    declared_reason: str


class StatedMeasure(Schema):
    """A measure by the facts that are listed."""

    measure: UUID
    state: MeasureState
    due_on: date | None
    done_on: date | None
    in_time: bool | None


class LeftOutFact(Schema):
    """A fact that is left out: who objected, and why."""

    fact: UUID
    party: str
    reason: str


class StatementOut(StatementRow):
    """A statement with its totals and signatures; its lines are a list of their own."""

    previous: UUID | None = Field(description="The accepted statement before it, to which its digest is chained")
    totals: list[StatedTotal]
    measures: list[StatedMeasure]
    left_out: list[LeftOutFact]
    signatures: list[SignatureOut]


class LineOut(Schema):
    """A fact or an observed level as it was signed."""

    kind: Literal["fact", "observation"]
    id: UUID
    indicator: str
    value: Exact
    starts_on: date | None = Field(description="Of a level: the first day of its period")
    day: date = Field(description="The day of a fact; the last day of a level's period")
    region: str | None
    organisation: UUID | None
    measure: UUID | None
    breakdown: str
    reverses: UUID | None
    how: str
    counts: list[str] = Field(description="The scopes in which it counts")
    evidence: list[str] = Field(description="SHA-256 of what proves it")
    release: str


class Lines(Schema):
    """Which lines are asked for."""

    measure: UUID | None = None
    indicator: Words = Field("", max_length=40)


class DifferenceOut(Schema):
    """Something that is not as it was signed: where, in which field, what was signed and what is found."""

    where: str
    field: str
    signed: str
    found: str


class ErasedOut(Schema):
    """An erased file: its hash and the reason stay, and the statement can still be verified."""

    fact: UUID
    sha256: str
    erased_at: datetime
    reason: str


class VerifiedOut(Schema):
    """A statement against the records of this database, now."""

    statement: UUID
    digest: str
    is_true: bool = Field(description="Everything is as it was signed")
    lines: int
    differences: list[DifferenceOut]
    erased: list[ErasedOut]
    chain: list[UUID]


class DrawGiven(Given):
    """The quarter by its last day; ``is_final`` closes the plan's statements after its end."""

    quarter_end: date
    is_final: bool = False


class GiveBack(Given):
    """Why a statement is returned, by the version that was read, and the facts that are objected to."""

    version: int = Field(ge=0, le=1_000_000)
    reason: Words = Field(min_length=1, max_length=600)
    facts: list[UUID] = Field([], max_length=200)


class DisputeOut(Schema):
    """An objection to a fact: while it is open, statements leave the fact out."""

    id: UUID
    plan: UUID
    fact: UUID
    party: Named
    organisation: Body | None
    reason: str
    raised_at: datetime
    settled_at: datetime | None
    settlement: str
    version: int


class DisputeGiven(Given):
    """A fact, and what is wrong with it."""

    fact: UUID
    reason: Words = Field(min_length=1, max_length=600)


class SettleGiven(Given):
    """How an objection was settled, or that it is taken back; by the version that was read."""

    version: int = Field(ge=0, le=1_000_000)
    words: Words = Field(min_length=1, max_length=600)
