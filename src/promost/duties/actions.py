"""Opening, closing and mending duties.

The action that creates an obligation opens its duty, the action that meets it closes it: both call these within their
own transaction, and whether somebody may is asked there. Each comes to the same end when it is done twice, or by two at
once: of one key there is one open duty, and the database sees to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.duties import checking
from promost.duties.expected import Difference, Expected, compare
from promost.duties.models import Duty, Outcome
from promost.kit import clock, history
from promost.kit.moments import Moment
from promost.kit.refs import Ref

LIST = Ref("duties.list", "all")
"""What the history of the list of duties as a whole is kept under."""


def open_duties(expected: Iterable[Expected]) -> None:
    """Open duties; of those whose key is open already the open one stays as it is."""
    now = clock.now()
    Duty.objects.bulk_create((_new(each, now) for each in expected), ignore_conflicts=True)


def close(kind: str, origin: Ref, part: str | None = None, outcome: Outcome = Outcome.MET) -> int:
    """Close the open duties of every organisation from one origin, and return how many there were.

    ``part`` None closes every part.
    """
    rows = Duty.objects.filter(kind=kind, origin_kind=origin.kind, origin_id=origin.id)
    return _close(rows if part is None else rows.filter(part=part), outcome)


def sync(kind: str, origins: Collection[Ref], expected: Iterable[Expected]) -> Difference:
    """Make the open duties of a kind from these origins those that are expected, and return what differed.

    Opens what is missing, drops what is no longer owed, and opens anew what has moved to another day, zone or person.
    ``expected`` holds duties of this kind and these origins alone.
    """
    with transaction.atomic():
        rows = Duty.objects.filter(_from(origins), kind=kind, closed_at=None).order_by("pk")
        difference = compare(rows, expected)
        _apply(difference)
    return difference


def mend(actor: Actor) -> Difference:
    """Make all open duties those that the rooms expect now, and return what differed. Raises Refused."""
    require(actor, "duties.mend")
    with transaction.atomic():
        difference = checking.difference(Moment.now(actor.zone))
        if difference:
            _apply(difference)
            counts = {name: [0, len(getattr(difference, name))] for name in ("missing", "moved", "needless")}
            history.write(actor, "duties.mend", LIST, counts)
    return difference


def _from(origins: Collection[Ref]) -> Q:
    chosen = Q(pk__in=[])
    for kind in sorted({origin.kind for origin in origins}):
        ids = [origin.id for origin in origins if origin.kind == kind]
        chosen |= Q(origin_kind=kind, origin_id__in=ids)
    return chosen


def _apply(difference: Difference) -> None:
    over = [*difference.needless, *(duty for duty, _ in difference.moved)]
    _close(Duty.objects.filter(pk__in=[duty.pk for duty in over]), Outcome.DROPPED)
    open_duties([*difference.missing, *(each for _, each in difference.moved)])


def _close(rows: QuerySet[Duty], outcome: Outcome) -> int:
    return rows.filter(closed_at=None).update(closed_at=clock.now(), outcome=outcome, version=F("version") + 1)


def _new(expected: Expected, opened_at: datetime) -> Duty:
    return Duty(
        organisation_id=expected.organisation_id,
        user_id=expected.user_id,
        kind=expected.kind,
        origin_kind=expected.origin.kind,
        origin_id=expected.origin.id,
        part=expected.part,
        due_on=expected.due_on,
        zone=expected.zone,
        opened_at=opened_at,
    )
