"""Who signs a statement, who has, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q

from promost.plans.models import Owner, Party, PartyOrganisation, SideChoice
from promost.progress.models import Signature, SignedHow, Statement, StatementState
from promost.registry.models import Organisation


@dataclass(frozen=True, slots=True)
class Turn:
    """A party that signs, with its signature; None while it waits. ``is_next`` tells whose turn it is."""

    party: Party
    signature: Signature | None
    is_next: bool

    @property
    def is_acceptance(self) -> bool:
        """Whether the signature is the curator's, which accepts."""
        return self.party.side == SideChoice.CURATOR


def signers(plan: int, edition: int) -> tuple[Party, ...]:
    """Return who signs, in order: the parties that own measures in a plan's edition, then the curator; with seats.

    Two queries. A plan that nobody owns anything of is signed by nobody.
    """
    rows = Owner.objects.filter(measure_edition__edition__plan=plan, measure_edition__edition__number=edition)
    owning = Exists(rows.filter(party=OuterRef("pk")))
    parties = Party.objects.filter(owning | Q(side=SideChoice.CURATOR), agreement__plans=plan)
    found = list(
        parties.order_by("order").prefetch_related(Prefetch("seats", PartyOrganisation.objects.order_by("pk")))
    )
    if all(party.side == SideChoice.CURATOR for party in found):
        return ()
    return tuple(sorted(found, key=lambda party: (party.side == SideChoice.CURATOR, party.order)))


def turns(statement: Statement) -> tuple[Turn, ...]:
    """Return each party that signs a statement, in order, with its signature; in three queries."""
    rows = Signature.objects.filter(statement=statement).select_related("made_by", "made_for")
    done = {signature.party_id: signature for signature in rows}
    parties = signers(statement.plan_id, statement.edition)
    waiting = [party.pk for party in parties if party.pk not in done]
    first = waiting[0] if waiting and statement.state == StatementState.OPEN else None
    return tuple(Turn(party, done.get(party.pk), party.pk == first) for party in parties)


def sits_for(organisation: Organisation | None, party: Party) -> bool:
    """Tell whether an organisation sits for a party; no query where the seats were read with it."""
    return organisation is not None and any(seat.organisation_id == organisation.pk for seat in party.seats.all())


def leads(organisation: Organisation | None, party: Party) -> bool:
    """Tell whether it signs for a party: the one that leads, or any that sits where none does."""
    seats = list(party.seats.all())
    chosen = [seat for seat in seats if seat.is_lead] or seats
    return organisation is not None and any(seat.organisation_id == organisation.pk for seat in chosen)


def may_object(turn: Turn) -> bool:
    """Tell whether a party may still return a statement: it has not signed, or others attached a paper in its name."""
    signature = turn.signature
    if signature is None:
        return True
    return signature.how == SignedHow.PAPER and not sits_for(signature.made_for, turn.party)
