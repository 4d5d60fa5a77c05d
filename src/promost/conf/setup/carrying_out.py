"""Doing what the answers say: all of it, or nothing; letters go out when all of it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from promost.accounts import actions as accounts
from promost.accounts.actors import OPERATOR
from promost.accounts.models import Role, User
from promost.conf.setup.answers import Answers, Body, Contract
from promost.plans.actions.agreements import NewParty, create_agreement
from promost.plans.models import Agreement
from promost.registry import actions as registry
from promost.registry.models import Organisation, Region

FIRST_ROLES = (Role.ADMINISTRATOR, Role.EDITOR)
"""What the first administrator may do in their organisation; whom it lets sign is decided later, on the page."""


@dataclass(frozen=True, slots=True)
class Letter:
    """An invitation sent, or why it was not ("")."""

    email: str
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What the set-up made."""

    administrator: User
    organisation: Organisation
    agreement: Agreement | None
    letters: tuple[Letter, ...]


def carry_out(answers: Answers) -> Done:
    """Make everything. Raises ValidationError, and then nothing is there; a letter that fails undoes nothing."""
    known: dict[Body, Organisation] = {}
    with transaction.atomic():
        administrator = accounts.create_first_administrator(
            OPERATOR,
            email=answers.administrator.email,
            name=answers.administrator.name,
            password=answers.administrator.password,
            language=answers.language,
        )
        own = _organisation(answers.own, known)
        accounts.add_member(OPERATOR, administrator, own, FIRST_ROLES)
        agreement = _agreement(answers.contract, known) if answers.contract else None
    return Done(administrator, own, agreement, tuple(_invite(answers, known)))


def _organisation(body: Body, known: dict[Body, Organisation]) -> Organisation:
    if body not in known:
        known[body] = registry.create_organisation(
            OPERATOR, name=body.name, kind=body.kind, region_id=body.region or None, inn=body.inn
        )
    return known[body]


def _agreement(contract: Contract, known: dict[Body, Organisation]) -> Agreement:
    parties = [
        NewParty(side.side, side.name, [_organisation(side.body, known)], _region(side.body)) for side in contract.sides
    ]
    return create_agreement(OPERATOR, number=contract.number, date=contract.day, title=contract.title, parties=parties)


def _region(body: Body) -> Region | None:
    return Region.objects.get(code=body.region) if body.region else None


def _invite(answers: Answers, known: dict[Body, Organisation]) -> Iterator[Letter]:
    for side in answers.contract.sides if answers.contract else ():
        if not side.invite:
            continue
        try:
            accounts.invite(
                OPERATOR, known[side.body], email=side.invite, role=Role.ADMINISTRATOR, language=answers.language
            )
            yield Letter(side.invite)
        except ValidationError as error:
            yield Letter(side.invite, " ".join(error.messages))
