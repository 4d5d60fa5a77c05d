"""Agreements: made once, with their parties and the order in which they sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import history, refs
from promost.plans.models import Agreement, Observer, Party, PartyOrganisation
from promost.registry.models import Organisation, Region


@dataclass(frozen=True, slots=True)
class NewParty:
    """A party as it is entered: its turn in signing is its place in the list."""

    side: str
    name: str
    organisations: Sequence[Organisation]
    region: Region | None = None
    name_en: str = ""


def create_agreement(
    actor: Actor, *, number: str, date: date, title: str, parties: Sequence[NewParty], invented: bool = False
) -> Agreement:
    """Make an agreement with its parties in signing order; the first organisation of a party leads it.

    Raises Refused, and ValidationError for a number that exists, fewer than two parties, or two of one side.
    """
    require(actor, "plans.add_agreement")
    _check(number, parties)
    try:
        with transaction.atomic():
            agreement = Agreement.objects.create(number=number.strip(), date=date, title=title, invented=invented)
            for order, party in enumerate(parties, start=1):
                _add_party(agreement, order, party)
            history.write(actor, "plans.create_agreement", refs.of(agreement), {"number": [None, agreement.number]})
    except IntegrityError:
        raise ValidationError(_("There is an agreement No. %(number)s already.") % {"number": number}) from None
    return agreement


def add_observer(actor: Actor, agreement: Agreement, organisation: Organisation, capacity: str) -> Observer:
    """Let an expert or an auditor read the agreement's plans. Raises Refused."""
    require(actor, "plans.edit_agreement", agreement)
    with transaction.atomic():
        observer, made = Observer.objects.get_or_create(
            agreement=agreement, organisation=organisation, capacity=capacity
        )
        if made:
            history.write(actor, "plans.add_observer", refs.of(agreement), {capacity: [None, organisation.name]})
    return observer


def add_seat(actor: Actor, party: Party, organisation: Organisation) -> PartyOrganisation:
    """Let one more organisation act for a party. Raises Refused."""
    require(actor, "plans.edit_agreement", party.agreement)
    with transaction.atomic():
        seat, made = PartyOrganisation.objects.get_or_create(party=party, organisation=organisation)
        if made:
            history.write(actor, "plans.add_seat", refs.of(party.agreement), {party.side: [None, organisation.name]})
    return seat


def _check(number: str, parties: Sequence[NewParty]) -> None:
    if not number.strip():
        raise ValidationError(_("Give the agreement's number as it stands in the document."))
    if len(parties) < 2:
        raise ValidationError(_("An agreement has at least two parties."))
    sides = [party.side for party in parties if party.side != "other"]
    if len(sides) != len(set(sides)):
        raise ValidationError(_("Two parties stand on one side; give each its own, or “other party”."))
    if not all(party.organisations for party in parties):
        raise ValidationError(_("Name an organisation for each party: it will answer and sign."))


def _add_party(agreement: Agreement, order: int, new: NewParty) -> None:
    party = Party.objects.create(
        agreement=agreement,
        side=new.side,
        name=new.name,
        name_en=new.name_en or (new.region.name_en if new.region else ""),
        region=new.region,
        order=order,
    )
    PartyOrganisation.objects.bulk_create(
        PartyOrganisation(party=party, organisation=organisation, is_lead=place == 0)
        for place, organisation in enumerate(new.organisations)
    )
