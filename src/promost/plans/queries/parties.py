"""An agreement's parties and who sits for them, in one query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import F

from promost.plans.models import Agreement, Party, SideChoice
from promost.plans.seats import Seat, remember_seats

_LOADED = "_parties"
"""Where an agreement keeps the parties that were loaded with it."""


def load_parties(agreement: Agreement, along: Mapping[str, Any] = MappingProxyType({})) -> tuple[Party, ...]:
    """Return the parties in signing order, with what is asked ``along`` of each.

    Each knows the agreement, and that remembers who sits for them: rules ask no further query about it.
    """
    rows = Party.objects.filter(agreement=agreement).select_related("region").order_by("order", "pk")
    parties: dict[int, Party] = {}
    seats: set[Seat] = set()
    for row in rows.annotate(seat=F("seats__organisation"), leads=F("seats__is_lead"), **along):
        party = parties.setdefault(row.pk, row)
        party.agreement = agreement
        if row.seat is not None:
            seats.add(Seat(party.side, party.pk, row.seat, bool(row.leads)))
    remember_seats(agreement, frozenset(seats))
    vars(agreement)[_LOADED] = tuple(parties.values())
    return known_parties(agreement) or ()


def known_parties(agreement: Agreement) -> tuple[Party, ...] | None:
    """Return the parties that were loaded with an agreement, None where nobody has."""
    return vars(agreement).get(_LOADED)


def counting_regions(parties: Iterable[Party]) -> frozenset[str]:
    """Return the codes of the regions whose facts count for a plan's promises: the recipients' regions.

    Where no recipient has one, those of every party but the donor.
    """
    placed = [(party.side, str(party.region_id)) for party in parties if party.region_id]
    own = {region for side, region in placed if side == SideChoice.RECIPIENT}
    return frozenset(own or {region for side, region in placed if side != SideChoice.DONOR})
