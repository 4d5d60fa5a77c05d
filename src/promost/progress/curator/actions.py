"""Accepting several statements: each in a transaction of its own, and what came of each is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.kit.access import Refused
from promost.kit.transitions import Overtaken
from promost.progress.curator.queries import curators_party
from promost.progress.models import Signature, Statement
from promost.progress.statements import actions


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement with the digest and the version that the signatory saw."""

    statement: Statement
    digest: str
    version: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one statement: the curator's signature, or in words why there is none."""

    statement: Statement
    signature: Signature | None = None
    problem: str = ""


def accept_many(actor: Actor, several: Iterable[Asked]) -> list[Outcome]:
    """Accept statements for the curator one by one; one that cannot be accepted does not hold up the others."""
    return [_accept(actor, asked) for asked in several]


def _accept(actor: Actor, asked: Asked) -> Outcome:
    statement = asked.statement
    party = curators_party(statement.plan, actor.organisation) if actor.organisation else None
    if party is None:
        return Outcome(statement, problem=_("Your organisation is not the curator of this plan."))
    try:
        return Outcome(statement, actions.sign(actor, statement, party, asked.digest, asked.version))
    except Refused:
        return Outcome(statement, problem=_("Only a signatory of the curator accepts."))
    except Overtaken:
        return Outcome(statement, problem=_("Somebody was first: it has been signed or returned meanwhile."))
    except ValidationError as refused:
        return Outcome(statement, problem="; ".join(refused.messages))
