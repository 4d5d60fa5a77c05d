"""What is told of the agreement of both sides: the shapes of ``story/agreed.toml``, and who sits for whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from promost.accounts.actors import Actor
from promost.plans.models import Party
from promost.progress.demo import events
from promost.progress.demo.stage import Stage


class Deed(BaseModel):
    """Who did something when."""

    model_config = ConfigDict(extra="forbid")

    by: str
    at: datetime


class Approved(Deed):
    """A party's approval: its act, and whether it was signed on paper."""

    side: str
    on: date
    act: str
    paper: bool


class Signed(Deed):
    """A party's signature under a statement."""

    side: str
    paper: bool


class Drawn(BaseModel):
    """A statement: its quarter's last day, who drew it, who signed."""

    model_config = ConfigDict(extra="forbid")

    quarter: date
    drawn: Deed
    signed: list[Signed]


class Returned(BaseModel):
    """A document that the other side returned once: its measure, why, and what was handed in then."""

    model_config = ConfigDict(extra="forbid")

    measure: str
    reason: str
    document: str


class EachTerm(BaseModel):
    """A measure with several terms, each of which is closed by a document of its own."""

    model_config = ConfigDict(extra="forbid")

    measure: str
    by: str
    document: str
    until: date


class Programme(BaseModel):
    """How the parties of an agreement agree."""

    model_config = ConfigDict(extra="forbid")

    agreement: str
    submitted: Deed
    approved: list[Approved]
    answered_until: datetime
    answering: dict[str, str]
    waits: list[str] = []
    each_term: list[EachTerm] = []
    returned: Returned | None = None
    statement: list[Drawn] = []


def programmes() -> list[Programme]:
    """Return what is told of both programmes."""
    return [Programme.model_validate(each) for each in events.read("agreed")["programme"]]


def parties(stage: Stage) -> Mapping[str, Party]:
    """Return the parties of the stage's agreement by side."""
    return {party.side: party for party in stage.plan.agreement.parties.select_related("region").all()}


def sits(actor: Actor, party: Party) -> bool:
    """Whether somebody acts for an organisation of a party."""
    return party.seats.filter(organisation=actor.organisation).exists()
