"""What is asked *as of* when: a last day of what happened, and a last moment of what was recorded. Pure of any table.

Facts are only ever added, so an answer as of a past moment never changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from promost.kit import clock
from promost.kit.deadlines import Term


@dataclass(frozen=True, slots=True)
class Moment:
    """What happened by ``day`` and was recorded by ``known_at`` (aware) counts, under the edition then in force."""

    day: date
    known_at: datetime

    def __post_init__(self) -> None:
        """Refuse a moment without a zone: it would be taken for anybody's."""
        clock.aware(self.known_at)

    @classmethod
    def now(cls, zone: ZoneInfo) -> Moment:
        """Return today in ``zone`` with all that is recorded."""
        at = clock.now()
        return cls(at.astimezone(zone).date(), at)

    @classmethod
    def as_of(cls, day: date, zone: ZoneInfo) -> Moment:
        """Return the end of a day in ``zone``; a day that is not over ends now, and one to come is today."""
        today = cls.now(zone)
        return today if day >= today.day else cls(day, Term(day, zone).ends_at())
