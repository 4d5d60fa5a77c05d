"""What the API tells of facts, and what it takes for one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Field, Schema

from promost.kit.rest import Body, Exact, ExactGiven, Given, Unit, Words
from promost.ledger.models import How

CONTENT = 24_000_000
"""Characters of a file in base64: of some 18 MB, since a whole request has at most 25."""


class SourceOut(Schema):
    """The record that made a fact true."""

    kind: str
    id: str


class EvidenceOut(Schema):
    """A file beside a fact. One with personal data is not named."""

    id: UUID
    sha256: str
    name: str
    kind: str
    size: int
    personal: bool
    is_erased: bool


class FactOut(Schema):
    """One fact. Facts are only ever added: ``reversed_by`` names the one that takes this back."""

    id: UUID
    indicator: str
    value: Exact
    unit: Unit
    happened_on: date
    region: str = Field(description="ISO 3166-2; the day is by its calendar")
    direction: str
    plan: UUID | None
    measure: UUID | None
    organisation: Body | None
    breakdown: str
    how: How
    source: SourceOut
    recorded_for: Body | None
    recorded_at: datetime
    reverses: UUID | None
    reversed_by: UUID | None
    evidence: list[EvidenceOut]


class Asked(Schema):
    """Which facts are asked for; nothing given asks for all that you see."""

    plan: UUID | None = Field(None, description="Facts under its measures")
    measure: UUID | None = None
    target: UUID | None = Field(None, description="Facts that count for it")
    indicator: Words = Field("", max_length=40)
    region: Words = Field("", max_length=10)
    since: date | None = None
    until: date | None = None


class FileGiven(Given):
    """A file that proves something: its name and its bytes in base64."""

    name: Words = Field(min_length=1, max_length=255)
    content: str = Field(max_length=CONTENT, description="Base64")


class FactGiven(Given):
    """A fact under a measure, or for a target of a plan as a whole.

    ``token`` is made up by the caller and kept: sent twice, the fact is recorded once.
    """

    token: UUID
    measure: UUID | None = None
    plan: UUID | None = None
    kind: Literal["fact", "nil", "opening"] = Field(
        "fact", description="A result; that there was nothing; what was accepted on paper before"
    )
    indicator: Words = Field(max_length=40)
    value: ExactGiven = Field("0", description="Left out or 0 in a nil report")
    unit: Words = Field("", max_length=4, description="OKEI code; the indicator's own if none is given")
    happened_on: date
    organisation: UUID | None = None
    region: Words = Field("", max_length=10)
    breakdown: Words = Field("", max_length=200)
    words: Words = Field("", max_length=600)
    files: list[FileGiven] = Field([], max_length=10)
    personal: bool = Field(False, description="The files contain personal data")


class ReversalGiven(Given):
    """Why a fact is taken back. ``token`` as with a fact."""

    token: UUID
    reason: Words = Field(min_length=1, max_length=600)
