"""An agreement's parties and who sits for them, in one query."""

from __future__ import annotations

from django.db.models import F

from promost.plans.models import Agreement, Party
from promost.plans.permissions import remember_seats


def load_parties(agreement: Agreement) -> tuple[Party, ...]:
    """Return the parties in signing order. Who sits for them is remembered: rules ask no further query about it."""
    rows = Party.objects.filter(agreement=agreement).select_related("region").order_by("order", "pk")
    parties: dict[int, Party] = {}
    seats: set[tuple[str, int]] = set()
    for row in rows.annotate(seat=F("seats__organisation")):
        party = parties.setdefault(row.pk, row)
        if row.seat is not None:
            seats.add((party.side, row.seat))
    remember_seats(agreement, frozenset(seats))
    return tuple(parties.values())
