"""What becomes of a holding: confirmed, changed, released. Each ends once; who is second is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from promost.kit import clock
from promost.kit.capacity import reserving, statements
from promost.kit.capacity.models import Holding, State
from promost.kit.capacity.refusals import Over


def confirm(*holdings: Holding) -> list[Holding]:
    """Make holds permanent, all or none, and return them by resource; one that is confirmed stays so.

    A hold whose term has passed is confirmed while its amount is still free, else Full. Raises Over for a released one.
    """
    statements.in_transaction()
    now = clock.machine_now()
    resources = statements.lock(each.resource_id for each in holdings)
    for resource in resources:
        reserving.sweep(resource, now)
    rows = _fresh(holdings)
    released = [row for row in rows if row.state == State.RELEASED]
    if released:
        raise Over(released[0])
    expired = [row for row in rows if row.state == State.EXPIRED]
    reserving.reserve_all([(resources[row.resource_id], row.amount) for row in expired], now)
    return _confirmed(rows, now)


def _confirmed(rows: list[Holding], now: datetime) -> list[Holding]:
    """Write that holdings are confirmed, save those that are, and return all."""
    changed = [row for row in rows if row.state != State.CONFIRMED]
    for row in changed:
        row.state, row.confirmed_at, row.ended_at = State.CONFIRMED, now, None
    if changed:
        chosen = Holding.objects.filter(pk__in=[row.pk for row in changed])
        chosen.update(state=State.CONFIRMED, confirmed_at=now, ended_at=None)
    return rows


def release(*holdings: Holding) -> list[Holding]:
    """Let holdings go, and return those that this call released; the others were over before it."""
    statements.in_transaction()
    if not holdings:
        return []
    now = clock.machine_now()
    statements.lock(each.resource_id for each in holdings)
    ended = {each.id: each for each in statements.end([each.pk for each in holdings], now)}
    for each in ended.values():
        statements.give_back(each.resource_id, each.amount)
    for holding in holdings:
        if holding.pk in ended:
            holding.state, holding.ended_at = ended[holding.pk].state, now
    return [each for each in holdings if each.pk in ended and each.state == State.RELEASED]


def change(holding: Holding, amount: Decimal | int) -> Holding:
    """Hold another amount, in the same state and until the same moment, and return the holding.

    Raises Full if the rest is not free, Over for a holding that is released or expired, and ValueError as ``take``.
    """
    statements.in_transaction()
    now = clock.machine_now()
    resource = statements.lock([holding.resource_id])[holding.resource_id]
    (row,) = _fresh([holding])
    if not row.is_live(now):
        raise Over(row)
    wanted = reserving.amount_of(resource, amount)
    if wanted > row.amount:
        reserving.reserve_all([(resource, wanted - row.amount)], now)
    else:
        statements.give_back(resource.pk, row.amount - wanted)
    Holding.objects.filter(pk=row.pk).update(amount=wanted)
    row.amount = wanted
    return row


def _fresh(holdings: Sequence[Holding]) -> list[Holding]:
    """Return the rows as they are now, in the order of their resources."""
    rows = Holding.objects.filter(pk__in=[each.pk for each in holdings]).select_related("resource")
    return list(rows.order_by("resource_id", "pk"))
