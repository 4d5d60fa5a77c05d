"""What the API tells of approvals, editions and amendments. Names of persons stay on the pages."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

from promost.kit.rest import Body, Page
from promost.plans.api.shapes import EditionOut
from promost.plans.difference import Change
from promost.plans.models import AmendmentState, ApprovedHow, ChangeKind, PlanState, SideChoice


class Named(Schema):
    """A party by its side, its own name, and its turn in the agreement's order."""

    side: SideChoice
    name: str
    turn: int


class ApprovalOut(Schema):
    """A party that approves an edition; ``act`` and the rest are empty while it waits."""

    party: Named
    approved_on: date | None
    act: str
    how: ApprovedHow | None
    organisation: Body | None
    made_at: datetime | None
    scan: str | None = Field(description="SHA-256 of the scan of an act on paper")


class StateOut(Schema):
    """Where a plan stands, and who has approved the edition that waits, or else the one approved last by acts."""

    plan: UUID
    state: PlanState
    version: int
    closed_on: date | None
    in_force: int | None = Field(description="Number of the edition in force; null while none is approved")
    edition: int
    waits: bool = Field(description="This edition waits for approval")
    approvals: list[ApprovalOut]


class EditionListed(EditionOut):
    """An edition, and how it came."""

    approved_at: datetime | None
    amendment: UUID | None = Field(description="The amendment that made it")
    changed_by_hand: int = Field(description="Measures changed by hand in it")


class FieldOut(Schema):
    """A field before and after, as a person compares it, in the reader's language."""

    field: str
    before: str
    after: str


class ReasonOut(Schema):
    """Why an edition changed something."""

    edition: int
    reason: str


class ComparedRow(Schema):
    """A measure that differs between two editions, with the reasons of the amendments that changed it."""

    measure: UUID
    change: Change
    number: str
    title: str
    fields: list[FieldOut]
    reasons: list[ReasonOut]


class ComparedTarget(Schema):
    """A target of the whole plan whose values differ; its fields are reporting days."""

    change: Change
    label: str
    fields: list[FieldOut]
    reasons: list[ReasonOut]


class ComparisonOut(Schema):
    """Two editions side by side: what differs, how many measures are the same, why the later editions were made."""

    older: int
    newer: int
    reasons: list[ReasonOut]
    same: int
    rows: Page[ComparedRow]
    targets: list[ComparedTarget]


class ChangeOut(Schema):
    """One thing that an amendment changes: a measure, or a target of the whole plan (its fields are reporting days)."""

    kind: ChangeKind
    measure: UUID | None
    target: UUID | None
    title: str
    fields: list[FieldOut]


class AnswerOut(Schema):
    """A party's answer."""

    party: Named
    agrees: bool
    reason: str
    organisation: Body | None
    made_at: datetime


class AmendmentOut(Schema):
    """A change of a plan in force: who proposed it and why, what it changes, who answered and who has yet to."""

    id: UUID
    plan: UUID
    state: AmendmentState
    version: int
    base: int = Field(description="Number of the edition that it changes")
    made: int | None = Field(description="Number of the edition that it became")
    party: Named
    organisation: Body | None
    reason: str
    proposed_at: datetime
    closed_at: datetime | None
    changes: list[ChangeOut]
    answers: list[AnswerOut]
    waiting: list[Named] = Field(description="Parties that have yet to answer")
