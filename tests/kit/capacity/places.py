"""What the tests of capacity take from, and who takes; the machine's clock in their hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import time_machine
from django.db.models import Sum

from promost.kit import capacity, clock
from promost.kit.capacity import Holding, Name, Resource, State
from promost.kit.refs import Ref

Clock = time_machine.Traveller
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOUR = Name(Ref("test.tour", "1"), "places")
ANNA, BORIS, VERA = (Ref("test.booking", name) for name in ("anna", "boris", "vera"))


def name(number: int, what: str = "places") -> Name:
    return Name(Ref("test.tour", str(number)), what)


def take(
    amount: Decimal | int = 1, *, by: Ref = ANNA, key: str = "form", of: Name = TOUR, minutes: int | None = None
) -> Holding:
    """Take of one resource: a hold for so many minutes, or without a term."""
    until = None if minutes is None else clock.machine_now() + timedelta(minutes=minutes)
    (holding,) = capacity.take([(of, amount)], by=by, key=key, until=until)
    return holding


def kept(resources: Iterable[Resource]) -> dict[Name, tuple[Decimal, Decimal]]:
    """Return, asking the tables past the kit's own questions, what is noted as taken and what its holdings come to."""
    holdings = Holding.objects.filter(state__in=[State.HELD, State.CONFIRMED]).order_by()
    sums = dict(holdings.values_list("resource").annotate(sum=Sum("amount")))
    rows = Resource.objects.filter(pk__in=[each.pk for each in resources])
    return {row.name: (row.taken, sums.get(row.pk, Decimal(0))) for row in rows}


def free(*names: Name) -> list[Any]:
    """Return how much is free of each, of the tour where none is named; None is without a limit."""
    found = capacity.free(names or [TOUR])
    return [found[each] for each in names or [TOUR]]


def states(*, over: bool = True, of: Ref = ANNA) -> list[Any]:
    """Return how a taker's holdings stand, the newest first."""
    return [each.state for each in capacity.holdings_of(of, over=over)]
