"""Who sits for the parties of an agreement, and who owns a measure: remembered with what a page has read already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from promost.plans.models import Agreement, Edition, Measure, MeasureEdition, Owner, Party
from promost.registry.models import Organisation

_SEATS = "_seats"
"""Where an agreement that was read with its parties keeps who sits for them."""
_OWNERS = "_owners"
"""Where a measure that was read with its owners keeps them, and their parties."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits for a party of an agreement: the side and key of the party, the key of the organisation, who leads."""

    side: str
    party: int
    organisation: int
    leads: bool = False


def remember_seats(agreement: Agreement, seats: frozenset[Seat]) -> None:
    """Keep with an agreement who sits for its parties: the rules then ask no query about it."""
    vars(agreement)[_SEATS] = seats


def known_seats(agreement: Agreement) -> frozenset[Seat] | None:
    """Return who sits for an agreement's parties, None where nobody has read it."""
    return vars(agreement).get(_SEATS)


def known_seats_of(party: Party) -> frozenset[Seat] | None:
    """Return who sits for a party that was read with its agreement's seats, None where they are not known."""
    is_read = Party._meta.get_field("agreement").is_cached(party)
    seats = known_seats(party.agreement) if is_read else None
    return None if seats is None else frozenset(seat for seat in seats if seat.party == party.pk)


def remember_owners(measure: Measure, owners: Iterable[Owner]) -> None:
    """Keep with a measure, whose agreement's seats are remembered, who owns it in the newest edition that has it."""
    owned = tuple(owners)
    vars(measure)[_OWNERS] = ({each.organisation_id for each in owned}, {each.party_id for each in owned})


def standing() -> QuerySet[MeasureEdition, Any]:
    """Return each measure as it is in force, or last was (keys alone); what waits for approval gives no right yet."""
    approved = Edition.objects.filter(plan=OuterRef("measure__plan"), approved_at__isnull=False)
    counts = Q(edition__approved_at__isnull=False) | ~Exists(approved)
    later = MeasureEdition.objects.filter(
        counts, measure=OuterRef("measure"), edition__number__gt=OuterRef("edition__number")
    )
    return MeasureEdition.objects.filter(counts, ~Exists(later)).values("pk")


def owns(organisation: Organisation, measure: Measure) -> bool:
    """Tell whether it owns a measure as it is in force, or last was, or sits for a party that has owners there."""
    if _OWNERS in vars(measure):
        owners, parties = vars(measure)[_OWNERS]
        seats = known_seats(measure.plan.agreement) or ()
        sits_there = any(seat.organisation == organisation.pk and seat.party in parties for seat in seats)
        return organisation.pk in owners or sits_there
    mine = Q(organisation=organisation) | Q(party__seats__organisation=organisation)
    return Owner.objects.filter(mine, measure_edition__in=standing().filter(measure=measure)).exists()
