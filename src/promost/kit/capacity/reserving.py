"""All that is wanted or nothing, in the order of ids; an expired hold stands in nobody's way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from promost.kit.capacity import queries, statements
from promost.kit.capacity.models import Resource
from promost.kit.capacity.queries import Named
from promost.kit.capacity.refusals import Full, Lack
from promost.kit.fields import LIMIT, ExactDecimalField

Share = tuple[Resource, Decimal]
_FIELD = ExactDecimalField()


def exact(value: Decimal | int | None) -> Decimal | None:
    """Return an amount as the field keeps it. Raises ValidationError for a float, a fifth place, or above 10^12."""
    return _FIELD.to_python(value)


def amount_of(resource: Resource, value: Decimal | int) -> Decimal:
    """Return an amount that may be taken of ``resource``. Raises ValueError for one that is not more than zero or not
    whole where only whole ones are; ValidationError for a float or a fifth decimal place.
    """
    amount = exact(value)
    if amount is None or amount <= 0:
        raise ValueError(f"{resource}: {value} is not more than zero")
    if resource.whole and amount % 1:
        raise ValueError(f"{resource} is taken in whole numbers, not {value}")
    return amount


def shares(wanted: Iterable[tuple[Named, Decimal | int]]) -> list[Share]:
    """Return rows and amounts in the order of the rows' ids. Raises NotOpened; ValueError for nothing at all, a
    resource named twice, and as ``amount_of``.
    """
    given = list(wanted)
    rows = queries.find(each for each, _ in given)
    if not given or len(rows) != len(given):
        raise ValueError("Give at least one resource, and each of them once.")
    pairs = [(rows[queries.name_of(each)], amount) for each, amount in given]
    return sorted(((row, amount_of(row, amount)) for row, amount in pairs), key=lambda share: share[0].pk)


def reserve_all(wanted: Sequence[Share], now: datetime) -> None:
    """Take every share, or none and raise Full. ``wanted`` is in the order of ids."""
    done: list[Share] = []
    lacks: list[Lack] = []
    for share in wanted:
        lack = _reserve(*share, now)
        if lack:
            lacks.append(lack)
        else:
            done.append(share)
    if lacks:
        give_back_all(done)
        raise Full(lacks)


def give_back_all(taken: Iterable[Share]) -> None:
    """Let every share be free again."""
    for resource, amount in taken:
        statements.give_back(resource.pk, amount)


def sweep(resource_id: int, now: datetime) -> Decimal:
    """End the expired holds of a locked resource, let their amount be free, and return it."""
    amount = sum((each.amount for each in statements.end_expired(resource_id, now)), Decimal(0))
    statements.give_back(resource_id, amount)
    return amount


def _reserve(resource: Resource, amount: Decimal, now: datetime) -> Lack | None:
    """Take an amount; only where it does not fit are expired holds looked for, so that most takers ask once."""
    if statements.reserve(resource.pk, amount):
        return None
    free = _free(resource)
    if free >= amount:  # with the expired holds, or because somebody has just gone
        statements.lock([resource.pk])
        sweep(resource.pk, now)
        if statements.reserve(resource.pk, amount):
            return None
        free = _free(resource)
    return Lack(resource.name, free, amount)


def _free(resource: Resource) -> Decimal:
    """Return what is free of a resource; one that has just lost its limit has as much as the field can count."""
    free = queries.free([resource])[resource.name]
    return LIMIT if free is None else free
