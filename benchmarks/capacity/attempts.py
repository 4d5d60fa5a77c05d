"""What one of a crowd does for a place: the kit's way, with a look first, and the two ways that do not hold."""

from __future__ import annotations

from django.db import connection, transaction

from promost.kit import capacity, clock
from promost.kit.capacity import Full, Holding, Name, State
from promost.kit.refs import Ref

TOUR = Name(Ref("benchmark.tour", "1"), "places")


def take(client: int, number: int) -> bool:
    """Ask for a place within a transaction, as an action does."""
    try:
        with transaction.atomic():
            capacity.take([(TOUR, 1)], by=Ref("benchmark.client", str(client)), key=str(number))
    except Full:
        return False
    return True


def look_then_take(client: int, number: int) -> bool:
    """Look without a transaction whether anything is free, as a page does, and only then ask."""
    return bool(capacity.free([TOUR])[TOUR]) and take(client, number)


def count_then_insert(client: int, number: int) -> bool:
    """Count the holdings, then add one, in one transaction: what the kit is there to replace."""
    with transaction.atomic():
        tour = capacity.of(TOUR)
        if Holding.objects.filter(resource=tour).count() >= (tour.capacity or 0):
            return False
        now = clock.machine_now()
        Holding.objects.create(
            resource=tour, taker_kind="benchmark.client", taker_id=str(client), key=str(number), asked=1, amount=1,
            state=State.CONFIRMED, taken_at=now, confirmed_at=now,
        )  # fmt: skip
    return True


def empty() -> None:
    """Let every place be free again, past the kit, so that the next way finds the same."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kit_holding")
        cursor.execute("UPDATE kit_resource SET taken = 0")
