"""What the direction shows on the desk of a region or of an organisation."""

from __future__ import annotations

from collections.abc import Sequence

from promost.accounts.models import User
from promost.kit.moments import Moment
from promost.progress.cards import cards_of
from promost.progress.subjects import Subject
from promost.registry.cards import Card
from promost.tourism.room import ROOM


def cards(user: User, subject: Subject, at: Moment) -> Sequence[Card]:
    """Return the direction's card, as a user may see it at a moment."""
    return cards_of(ROOM, user, subject, at)
