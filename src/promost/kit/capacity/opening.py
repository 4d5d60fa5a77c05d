"""How much there is: a resource is opened once, and made larger or smaller while it is in use."""

from __future__ import annotations

from decimal import Decimal

from promost.kit import clock
from promost.kit.capacity import queries, reserving, statements
from promost.kit.capacity.models import Resource
from promost.kit.capacity.names import Name
from promost.kit.capacity.queries import Named
from promost.kit.capacity.refusals import TooSmall


def open_(name: Name, capacity: Decimal | int | None, *, whole: bool = True) -> Resource:
    """Open a resource and return it; None is without a limit, ``whole=False`` lets parts be taken (money, hectares).

    Opening it again changes nothing. Raises ValueError if it is open otherwise: another capacity is a ``resize``.
    """
    limit = _limit(capacity, whole=whole)
    row, new = Resource.objects.get_or_create(
        owner_kind=name.owner.kind,
        owner_id=name.owner.id,
        what=name.what,
        defaults={"capacity": limit, "whole": whole, "opened_at": clock.machine_now()},
    )
    if not new and (row.capacity, row.whole) != (limit, whole):
        raise ValueError(f"{name} is open already, with the capacity {row.capacity}")
    return row


def resize(resource: Named, capacity: Decimal | int | None) -> Resource:
    """Give a resource another capacity (None: without a limit) and return it.

    Raises TooSmall, which names the holdings, where more is taken: whom to ask to go is the room's decision.
    """
    statements.in_transaction()
    found = queries.find([resource])[queries.name_of(resource)]
    row = statements.lock([found.pk])[found.pk]
    limit = _limit(capacity, whole=row.whole)
    row.taken -= reserving.sweep(row.pk, clock.machine_now())
    if limit is not None and limit < row.taken:
        raise TooSmall(limit, row.taken, queries.holdings_in(row))
    Resource.objects.filter(pk=row.pk).update(capacity=limit)
    row.capacity = limit
    return row


def _limit(value: Decimal | int | None, *, whole: bool) -> Decimal | None:
    limit = reserving.exact(value)
    if limit is not None and (limit < 0 or (whole and limit % 1)):
        raise ValueError(f"{value} is no capacity: it is zero or more, and whole where whole numbers are taken")
    return limit
