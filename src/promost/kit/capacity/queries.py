"""What is free, and who holds what: each asks one query, for one resource and for many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum

from promost.kit import clock
from promost.kit.capacity.models import Holding, Resource, State
from promost.kit.capacity.names import Name
from promost.kit.capacity.refusals import NotOpened
from promost.kit.fields import ExactDecimalField
from promost.kit.refs import Ref

ONE = "(owner_kind = %s AND owner_id = %s AND what = %s)"
Named = Name | Resource
"""A resource by its name, or its row, which saves a query."""


@dataclass(frozen=True, slots=True)
class Occupancy:
    """How much there is (None: without a limit), and how much of it is taken now; expired holds are free."""

    capacity: Decimal | None
    taken: Decimal

    @property
    def free(self) -> Decimal | None:
        """How much can be taken; None is without a limit."""
        return None if self.capacity is None else self.capacity - self.taken


def name_of(named: Named) -> Name:
    """Return the name of what is given by its name or by its row."""
    return named.name if isinstance(named, Resource) else named


def find(names: Iterable[Named]) -> dict[Name, Resource]:
    """Return the rows of resources by their names. Raises NotOpened with the names that nobody has opened."""
    given = list(names)
    found = {each.name: each for each in given if isinstance(each, Resource)}
    wanted = {each for each in given if isinstance(each, Name)} - found.keys()
    if wanted:
        found |= {row.name: row for row in _rows(wanted)}
    lacking = sorted(wanted - found.keys())
    if lacking:
        raise NotOpened(lacking)
    return found


def of(name: Name) -> Resource:
    """Return a resource's row. Raises NotOpened."""
    return find([name])[name]


def occupancy(names: Iterable[Named]) -> dict[Name, Occupancy]:
    """Return how full resources are, by one query. Names that nobody has opened are left out."""
    wanted = {name_of(each) for each in names}
    rows = Resource.objects.filter(_of(wanted)).annotate(expired=_expired(clock.machine_now()))
    full = {row.name: Occupancy(row.capacity, row.taken - (row.expired or Decimal(0))) for row in rows}
    return {name: full[name] for name in wanted & full.keys()}


def free(names: Iterable[Named]) -> dict[Name, Decimal | None]:
    """Return how much of each resource is free (None: without a limit), by one query."""
    return {name: each.free for name, each in occupancy(names).items()}


def holdings_of(taker: Ref, *, over: bool = False) -> QuerySet[Holding]:
    """Return what a taker holds now, with the resources, the newest first; with ``over`` all that it ever held too."""
    rows = Holding.objects.filter(taker_kind=taker.kind, taker_id=taker.id)
    return (rows if over else rows.filter(live())).select_related("resource").order_by("-pk")


def holdings_in(resource: Named) -> QuerySet[Holding]:
    """Return who holds a resource now, the newest first. Raises NotOpened."""
    return Holding.objects.filter(live(), resource=find([resource])[name_of(resource)]).order_by("-pk")


def live() -> Q:
    """Return the condition of a holding that holds now: confirmed, or held and not yet expired."""
    return Q(state=State.CONFIRMED) | Q(state=State.HELD, expires_at__gt=clock.machine_now())


def _of(names: Iterable[Name]) -> Q:
    """Return a condition that these names meet and no other."""
    kinds: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in names:
        kinds[name.owner.kind, name.what].append(name.owner.id)
    parts = [Q(owner_kind=kind, what=what, owner_id__in=sorted(ids)) for (kind, what), ids in sorted(kinds.items())]
    return reduce(or_, parts, Q() if parts else Q(pk__in=[]))


def _rows(names: Iterable[Name]) -> Iterable[Resource]:
    """Return the rows of names. Written out: taking by a name would wait longer for Django than for the database."""
    names = sorted(names)
    where = " OR ".join([ONE] * len(names))
    given = [part for name in names for part in (name.owner.kind, name.owner.id, name.what)]
    return Resource.objects.raw(f"SELECT * FROM {Resource._meta.db_table} WHERE {where}", given)  # noqa: S608 - our own


def _expired(now: datetime) -> Subquery:
    """Return the sum of a resource's holds whose term has passed and whose place nobody has asked for since."""
    holds = Holding.objects.filter(resource=OuterRef("pk"), state=State.HELD, expires_at__lte=now).order_by()
    return Subquery(holds.values("resource").annotate(sum=Sum("amount")).values("sum"), ExactDecimalField())
