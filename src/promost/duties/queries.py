"""What the page of duties and the menu read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, Q, QuerySet

from promost.accounts.actors import Actor
from promost.duties import kinds
from promost.duties.models import Duty
from promost.kit import clock, refs
from promost.kit.components.times import NEAR_DAYS
from promost.kit.refs import Ref, Shown, UnknownKind

SETTLED = 20
"""So many closed duties stand below the open ones: the latest."""


class Whose(StrEnum):
    """Whose duties are looked at."""

    ALL = "all"
    ORGANISATION = "organisation"
    """What the organisation acted for owes, whoever in it."""
    MINE = "mine"
    """What the person owes by name, in any organisation."""


@dataclass(frozen=True, slots=True)
class DutyView:
    """A duty as shown: its words and those of its part ("" for none), where it is done ("" for nowhere), and what it
    comes from (None if that is gone).

    ``today`` is the day where it ends, ``days_left`` counts from there: negative when it is over.
    """

    duty: Duty
    label: Any
    part: str
    where: str
    origin: Shown | None
    today: date
    days_left: int

    @property
    def is_over(self) -> bool:
        """Whether its midnight has passed."""
        return self.days_left < 0

    @property
    def is_near(self) -> bool:
        """Whether it ends within a week."""
        return 0 <= self.days_left <= NEAR_DAYS


def open_duties(actor: Actor, whose: Whose = Whose.ALL) -> QuerySet[Duty]:
    """Return the open duties of the actor, those that end first before the others."""
    return _rows(actor, whose).filter(closed_at=None).order_by("due_on", "pk")


def settled_duties(actor: Actor, whose: Whose = Whose.ALL) -> QuerySet[Duty]:
    """Return the latest closed duties of the actor, the last one first."""
    return _rows(actor, whose).exclude(closed_at=None).order_by("-closed_at", "-pk")[:SETTLED]


def counts(actor: Actor) -> Mapping[Whose, int]:
    """Return how many duties are open, by whose they are, in one query."""
    rows = Duty.objects.filter(_of(actor, Whose.ALL), closed_at=None)
    found = rows.aggregate(**{whose.value: Count("pk", filter=_of(actor, whose)) for whose in Whose})
    return {whose: found[whose.value] for whose in Whose}


def pressing(actor: Actor) -> int:
    """Return how many duties are over or end within a week, by the actor's calendar, in one query."""
    last = clock.today(actor.zone) + timedelta(days=NEAR_DAYS)
    return Duty.objects.filter(_of(actor, Whose.ALL), closed_at=None, due_on__lte=last).count()


def views(duties: Iterable[Duty]) -> list[DutyView]:
    """Return duties as shown, in their order; one query for each kind of origin."""
    rows = list(duties)
    origins = origins_of([duty.origin for duty in rows])
    return [_view(duty, origins.get(duty.origin)) for duty in rows]


def by_urgency(shown: Iterable[DutyView]) -> list[DutyView]:
    """Order duties by the moment at which each ends, at its own midnight."""
    return sorted(shown, key=lambda view: (view.duty.term.ends_at(), view.duty.pk))


def _rows(actor: Actor, whose: Whose) -> QuerySet[Duty]:
    return Duty.objects.filter(_of(actor, whose)).select_related("organisation", "user")


def _of(actor: Actor, whose: Whose) -> Q:
    nothing = Q(pk__in=[])
    own = Q(user=actor.user_id) if actor.user_id is not None else nothing
    theirs = Q(organisation=actor.organisation) if actor.organisation else nothing
    return {Whose.ALL: own | theirs, Whose.MINE: own, Whose.ORGANISATION: theirs}[whose]


def origins_of(references: Iterable[Ref]) -> dict[Ref, Shown]:
    """Resolve origins kind by kind: one that nobody can resolve costs its own duties their link, and no page."""
    found: dict[Ref, Shown] = {}
    asked = set(references)
    for kind in sorted({reference.kind for reference in asked}):
        try:
            found |= refs.resolve(each for each in asked if each.kind == kind)
        except UnknownKind:
            continue
    return found


def _view(duty: Duty, origin: Shown | None) -> DutyView:
    kind, term = kinds.of(duty.kind), duty.term
    where = kind.where(duty.origin) if kind and kind.where and origin else origin.url if origin else ""
    part = kind.part(duty.part) if kind and kind.part else ""
    return DutyView(duty, kinds.label(duty.kind), part, where, origin, clock.today(term.zone), term.days_left())
