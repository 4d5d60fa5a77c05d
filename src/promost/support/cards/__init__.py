"""What the direction shows on the desk of a region or of an organisation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from promost.accounts.models import User
from promost.kit import clock
from promost.kit.moments import Moment
from promost.progress.cards import cards_of
from promost.progress.subjects import Subject
from promost.registry.cards import Card, Line
from promost.registry.models import OrganisationKind, Region
from promost.support.cards import enterprises, offices
from promost.support.room import ROOM


def cards(user: User, subject: Subject, at: Moment) -> Sequence[Card]:
    """Return the direction's card, as a user may see it at a moment: two queries beside those of every card.

    Schemes and applications are shown as they stand now: of a past day the card has the plan's measures alone.
    """
    (card,) = cards_of(ROOM, user, subject, at)
    zone = subject.zone_info if isinstance(subject, Region) else subject.zone
    if at.day < clock.today(zone):
        return [card]
    own = tuple(_own(user, subject, at))
    lines = (*card.lines, *own)
    return [replace(card, lines=lines, note="" if lines else card.note)]


def _own(user: User, subject: Subject, at: Moment) -> Iterable[Line]:
    if isinstance(subject, Region):
        return offices.of_region(user, subject, at)
    if subject.kind == OrganisationKind.ENTERPRISE:
        return enterprises.of_enterprise(user, subject, at)
    return offices.of_provider(user, subject, at)
