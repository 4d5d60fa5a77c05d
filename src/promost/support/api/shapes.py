"""What the API tells of schemes, matching and applications, and what it takes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Schema

from promost.kit.rest import Body, Exact, ExactGiven, Given, Words
from promost.ledger.api.shapes import FileGiven
from promost.support.models import ApplicationState, Level, SchemeKind, Taken

Inn = Annotated[Words, Field(pattern=r"^[0-9]{10}$", description="The INN of a legal entity")]
Money = Annotated[Exact | None, Field(description="Roubles")]
Text = Annotated[Words, Field(max_length=20_000)]
Version = Annotated[int, Field(ge=0, le=1_000_000, description="That was read: an older one is 409")]


class SchemeOut(Schema):
    """A scheme in short. Null: the scheme does not say."""

    id: UUID
    kind: SchemeKind
    level: Level
    region: str | None
    generic: UUID | None = Field(description="The scheme that it is a local variant of")
    name: str
    provider: Body | None
    provider_name: str
    taken: Taken = Field(description="Where applications are taken")
    address: str
    amount_min: Money
    amount_max: Money
    rate_min: Exact | None = Field(description="Per cent")
    rate_max: Exact | None = Field(description="Per cent")
    term_months: int | None
    own_share: Exact | None = Field(description="Per cent that the applicant pays")
    is_open: bool = Field(description="Takes applications now, by the provider's clock")
    open_until: date | None
    opens_on: date | None = Field(description="When it opens next, if it is closed")
    invented: bool


class WindowOut(Schema):
    """When applications are taken, to the provider's midnight."""

    opens_on: date
    closes_on: date | None
    note: str


class ActOut(Schema):
    """A legal act on which a scheme rests."""

    kind: str
    number: str
    dated: date | None
    title: str
    url: str


class PaperOut(Schema):
    """A document that an applicant hands in."""

    id: int
    name: str
    required: bool


class SchemeWhole(SchemeOut):
    """A scheme with all that its page says."""

    summary: str
    purpose: str
    amount_note: str
    contact: str
    procedure: str
    requirements: str
    answer_days: int | None
    windows: list[WindowOut]
    acts: list[ActOut]
    documents: list[PaperOut]


class CriteriaOut(Schema):
    """What an applicant must meet: as matching reads it (docs/matching.md), and in words."""

    scheme: UUID
    criteria: dict[str, Any] = Field(description="Those of the generic scheme with them; {} asks for nothing")
    sentences: list[str]


class NearestOut(Schema):
    """A field and the value that it would have to have."""

    field: str
    value: Any


class MatchOut(Schema):
    """How an enterprise stands with a scheme."""

    scheme: UUID
    name: str
    answer: Literal["yes", "no", "unknown"]
    reasons: list[str]
    missing: list[str] = Field(description="Fields whose answers could settle it, the most decisive first")
    nearest: list[NearestOut] = Field(description="A smallest change that makes it a yes; empty where none is known")


class MatchesOut(Schema):
    """How an enterprise stands with every published scheme: yes first, then unknown, then no."""

    day: date
    known: list[str] = Field(description="Fields that were known")
    matches: list[MatchOut]


class FactsGiven(Given):
    """What is known of an enterprise, by field; nothing of it is kept. A field left out is unknown."""

    facts: dict[Annotated[Words, Field(max_length=40)], Any] = Field(max_length=100)


class ApplicationOut(Schema):
    """An application. What stands in it is null for whoever may only know that it is there."""

    id: UUID
    scheme: UUID
    scheme_name: str
    applicant: Body
    number: str
    taken: Taken
    state: ApplicationState
    submitted_on: date | None
    decided_on: date | None
    purpose: str | None
    asked: Money
    granted: Money
    jobs_promised: int | None
    reason: str | None = Field(description="The code of a refusal")
    reason_text: str | None
    version: int
    made_at: datetime


class Written(Given):
    """What the applicant writes; what is left out stays."""

    purpose: Text | None = None
    asked: ExactGiven | None = Field(None, description="Roubles")
    jobs_promised: int | None = Field(None, ge=0, le=1_000_000)


class Begun(Written):
    """A new application. ``token`` is made up by the caller and kept: sent twice, it begins one."""

    token: UUID
    scheme: UUID


class Changed(Written):
    """A change of an application."""

    version: Version


class Submitted(Given):
    """An application handed in."""

    version: Version


class Answered(Given):
    """The answer to what the provider asked."""

    version: Version
    text: Text


class Attached(Given):
    """A document handed in with an application."""

    file: FileGiven
    required: int | None = Field(None, ge=1, le=2**31 - 1, description="Which of the scheme's documents it is")
    personal: bool = Field(False, description="Contains personal data")


class DocumentOut(Schema):
    """A document of an application: its hash; its name unless it holds personal data."""

    id: int
    name: str
    sha256: str
    required: int | None


Outcome = Literal["submitted", "approved", "refused", "withdrawn"]


class Elsewhere(Given):
    """An application made elsewhere; the same number again brings its outcome up to date."""

    scheme: UUID
    applicant: UUID
    number: Words = Field(min_length=1, max_length=60)
    submitted_on: date
    outcome: Outcome = "submitted"
    decided_on: date | None = None
    granted: ExactGiven | None = Field(None, description="Roubles")
    reason: Words = Field("", max_length=40)
    reason_text: Text = ""


class FittingEnterpriseOut(Schema):
    """An enterprise as open registers have it."""

    inn: str
    name: str
    region: str | None
    okved: str
    category: str


class MissingOut(Schema):
    """A field, and of how many of those of whom it cannot be said it is not known."""

    field: str
    count: int


class GapOut(Schema):
    """Who fits a scheme and has not applied; counts first. ``items`` are a part of the list asked for."""

    known: int
    applied: int
    fits: int
    unknown: int
    does_not: int
    missing: list[MissingOut]
    items: list[FittingEnterpriseOut]
    count: int


class RefusalReasonOut(Schema):
    """A reason of refusals: its code, its words, how many."""

    code: str
    name: str
    count: int


class RefusedOut(Schema):
    """A scheme, how many applications were decided, how many of these refused."""

    scheme: UUID
    name: str
    decided: int
    refused: int


class RefusalsOut(Schema):
    """Refusals of a period by the day of the decision."""

    first: date
    last: date
    decided: int
    refused: int
    reasons: list[RefusalReasonOut]
    schemes: list[RefusedOut]
