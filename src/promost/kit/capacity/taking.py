"""Taking: all that is wanted or nothing, once for each deed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from promost.kit import clock
from promost.kit.capacity import queries, reserving, statements
from promost.kit.capacity.keeping import release
from promost.kit.capacity.models import Holding, Resource
from promost.kit.capacity.names import Name
from promost.kit.capacity.queries import Named, name_of
from promost.kit.capacity.refusals import Full, KeyUsed
from promost.kit.capacity.reserving import Share
from promost.kit.capacity.statements import Deed
from promost.kit.refs import Ref

Wanted = Iterable[tuple[Named, Decimal | int]]
"""What is asked for: resources, each once, and how much of each."""


def take(wanted: Wanted, *, by: Ref, key: str, until: datetime | None = None) -> list[Holding]:
    """Take every amount or none, and return the holdings in the order of ``wanted``.

    ``by`` is who takes, ``key`` the deed: the same taker with the same key gets the same holdings again, as they are
    now, and takes nothing more. With ``until`` (machine time) it is a hold, to be confirmed before that moment.
    Raises Full, NotOpened, KeyUsed, and ValueError for amounts, keys and moments that cannot be meant.
    """
    statements.in_transaction()
    pairs = list(wanted)
    deed = _deed(by, key, until)
    shares = reserving.shares(pairs)
    try:
        reserving.reserve_all(shares, deed.now)
    except Full:
        rows = _earlier(shares, deed)
        if not rows:
            raise
    else:
        rows = _hold(shares, deed)
    return [rows[name_of(each)] for each, _ in pairs]


def exchange(
    given: Sequence[Holding], wanted: Wanted, *, by: Ref, key: str, until: datetime | None = None
) -> list[Holding]:
    """Release ``given`` and take ``wanted`` instead; where it is Full, what was held stays held. As ``take``."""
    statements.in_transaction()
    pairs = list(wanted)
    rows = queries.find(each for each, _ in pairs)
    with transaction.atomic():
        statements.lock([*(each.resource_id for each in given), *(row.pk for row in rows.values())])
        release(*given)
        return take([(rows[name_of(each)], amount) for each, amount in pairs], by=by, key=key, until=until)


def _deed(by: Ref, key: str, until: datetime | None) -> Deed:
    now = clock.machine_now()
    if not key:
        raise ValueError("Give the key of the deed: a form's token, or the id of its history row.")
    if until is not None and clock.aware(until) <= now:
        raise ValueError(f"{until} has passed: a hold lasts until a later moment")
    return Deed(by, key, now, until)


def _hold(shares: Sequence[Share], deed: Deed) -> dict[Name, Holding]:
    """Add the holdings of what is reserved; if this deed took before, give it back and return the earlier ones."""
    new = statements.hold(shares, deed)
    if len(new) == len(shares):
        return {row.name: _holding(row, amount, new[row.pk], deed) for row, amount in shares}
    if new:
        raise _used(deed)
    reserving.give_back_all(shares)
    return _earlier(shares, deed)


def _holding(resource: Resource, amount: Decimal, row_id: int, deed: Deed) -> Holding:
    """Return the row that was just written, without asking for it."""
    values = {
        "id": row_id,
        "resource_id": resource.pk,
        "taker_kind": deed.by.kind,
        "taker_id": deed.by.id,
        "key": deed.key,
        "asked": amount,
        "amount": amount,
        "state": deed.state,
        "taken_at": deed.now,
        "expires_at": deed.until,
        "confirmed_at": deed.confirmed_at,
        "ended_at": None,
    }
    row = Holding.from_db("default", list(values), list(values.values()))
    row.resource = resource
    return row


def _earlier(shares: Sequence[Share], deed: Deed) -> dict[Name, Holding]:
    """Return what this deed took before, nothing if it is new. Raises KeyUsed if it was something else."""
    rows = Holding.objects.filter(taker_kind=deed.by.kind, taker_id=deed.by.id, key=deed.key).order_by("pk")
    found = {row.resource_id: row for row in rows.select_related("resource")}
    before = [(row, found[row.pk].asked) for row, _ in shares if row.pk in found]
    if before and before != list(shares):
        raise _used(deed)
    return {row.name: found[row.pk] for row, _ in before}


def _used(deed: Deed) -> KeyUsed:
    """Return the refusal, and see to it that what this deed has written does not stay even if nobody listens."""
    transaction.set_rollback(True)
    return KeyUsed(f"{deed.by} has used the key {deed.key!r} for something else")
