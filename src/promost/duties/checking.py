"""Comparing what is open with what the rooms say is owed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Count, Q

from promost.duties.expected import Difference, Expected, compare
from promost.duties.models import Duty
from promost.kit.moments import Moment
from promost.registry.rooms import Room, load, rooms


def telling() -> tuple[Room, ...]:
    """Return the rooms that say what should be owed."""
    return tuple(room for room in rooms() if room.expected_duties)


def difference(at: Moment) -> Difference:
    """Compare all open duties of the rooms that tell with what they expect at a moment."""
    told = telling()
    duties = Duty.objects.filter(_of(told), closed_at=None).order_by("pk")
    return compare(duties, _expected(told, at))


def unclaimed() -> Mapping[str, int]:
    """Return open duties of which no room says whether they are owed: how many of each kind."""
    rows = Duty.objects.filter(closed_at=None).exclude(_of(telling())).order_by()
    return {row["kind"]: row["count"] for row in rows.values("kind").annotate(count=Count("pk")).order_by("kind")}


def _of(told: Iterable[Room]) -> Q:
    """The duties of these rooms: their kinds begin with the room's code."""
    chosen = Q(pk__in=[])
    for room in told:
        chosen |= Q(kind__startswith=f"{room.code}.")
    return chosen


def _expected(told: Iterable[Room], at: Moment) -> Iterator[Expected]:
    for room in told:
        yield from load(room.expected_duties)(at)
