"""The statements that take, give back and end: written out, for each is a condition and a change in one.

Whoever changes holdings has the row of their resource locked first (on PostgreSQL; SQLite has one writer), and
resources are locked in the order of their ids, so that nobody waits for anybody in turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.transaction import TransactionManagementError

from promost.kit.capacity.models import KEPT, Holding, Resource, State
from promost.kit.fields import SCALE
from promost.kit.refs import Ref

_RESOURCES, _HOLDINGS = Resource._meta.db_table, Holding._meta.db_table
_AMOUNT = Resource._meta.get_field("taken")

RESERVE = f"""UPDATE {_RESOURCES} SET taken = taken + %s
WHERE id = %s AND (capacity IS NULL OR taken + %s <= capacity)"""  # noqa: S608 - our own names
GIVE_BACK = f"UPDATE {_RESOURCES} SET taken = taken - %s WHERE id = %s"  # noqa: S608 - our own names
COLUMNS = "resource_id, taker_kind, taker_id, key, asked, amount, state, taken_at, expires_at, confirmed_at"
HOLD = f"INSERT INTO {_HOLDINGS} ({COLUMNS}) VALUES "  # noqa: S608 - our own names
END = f"""UPDATE {_HOLDINGS} SET ended_at = %s,
state = CASE WHEN state = '{State.HELD}' AND expires_at <= %s THEN '{State.EXPIRED}' ELSE '{State.RELEASED}' END
WHERE state IN ('{KEPT[0]}', '{KEPT[1]}') AND """  # noqa: S608 - our own names
ENDED = " RETURNING id, resource_id, amount, state"


@dataclass(frozen=True, slots=True)
class Deed:
    """Who takes by which deed, at which machine's moment and until when (None: without a term)."""

    by: Ref
    key: str
    now: datetime
    until: datetime | None

    @property
    def state(self) -> State:
        """A hold where there is a term, else confirmed at once."""
        return State.CONFIRMED if self.until is None else State.HELD

    @property
    def confirmed_at(self) -> datetime | None:
        """Now, or not yet."""
        return self.now if self.until is None else None


@dataclass(frozen=True, slots=True)
class Ended:
    """A holding that was ended just now, and how."""

    id: int
    resource_id: int
    amount: Decimal
    state: State


def in_transaction() -> None:
    """Raise TransactionManagementError outside a transaction: what is taken stands or falls with what it is for."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("kit.capacity is called within the action's transaction.")


def lock(resource_ids: Iterable[int]) -> dict[int, Resource]:
    """Lock the rows of resources in the order of their ids, and return them as they are now."""
    rows = Resource.objects.select_for_update(no_key=True).filter(pk__in=set(resource_ids)).order_by("pk")
    return {row.pk: row for row in rows}


def reserve(resource_id: int, amount: Decimal) -> bool:
    """Take ``amount`` if it is free, by one conditional UPDATE; tell whether it was."""
    units = _AMOUNT.get_prep_value(amount)
    with connection.cursor() as cursor:
        cursor.execute(RESERVE, [units, resource_id, units])
        return bool(cursor.rowcount == 1)


def give_back(resource_id: int, amount: Decimal) -> None:
    """Let ``amount`` be free again."""
    if amount:
        with connection.cursor() as cursor:
            cursor.execute(GIVE_BACK, [_AMOUNT.get_prep_value(amount), resource_id])


def hold(shares: Sequence[tuple[Resource, Decimal]], deed: Deed) -> dict[int, int]:
    """Add holdings, and return {resource id: holding id} of those that this deed had not added before."""
    moments = [_moment(each) for each in (deed.now, deed.until, deed.confirmed_at)]
    values: list[Any] = []
    for resource, amount in shares:
        units = _AMOUNT.get_prep_value(amount)
        values += [resource.pk, deed.by.kind, deed.by.id, deed.key, units, units, deed.state.value, *moments]
    places = ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"] * len(shares))
    with connection.cursor() as cursor:
        cursor.execute(f"{HOLD}{places} ON CONFLICT DO NOTHING RETURNING resource_id, id", values)
        return dict(cursor.fetchall())


def end(holding_ids: Sequence[int], now: datetime) -> list[Ended]:
    """End holdings that are kept: as expired when their term has passed, else as released. Their amount is not given
    back here.
    """
    return _end(f"id IN ({', '.join(['%s'] * len(holding_ids))})", list(holding_ids), now)


def end_expired(resource_id: int, now: datetime) -> list[Ended]:
    """End the holds of a resource whose term has passed. Their amount is not given back here."""
    return _end(f"resource_id = %s AND state = '{State.HELD}' AND expires_at <= %s", [resource_id, _moment(now)], now)


def _end(which: str, values: list[Any], now: datetime) -> list[Ended]:
    with connection.cursor() as cursor:
        cursor.execute(f"{END}{which}{ENDED}", [_moment(now), _moment(now), *values])
        rows = cursor.fetchall()
    return [Ended(row[0], row[1], Decimal(row[2]).scaleb(-SCALE), State(row[3])) for row in rows]


def _moment(moment: datetime | None) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)
