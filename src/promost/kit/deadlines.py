"""Terms end at midnight where their owner works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from promost.kit import clock


@dataclass(frozen=True, slots=True)
class Term:
    """A last day, inclusive, and the zone of the body that it binds."""

    day: date
    zone: ZoneInfo

    def ends_at(self) -> datetime:
        """Return the first moment after the term, aware, in UTC: the midnight after its last day in its zone.

        The calendar's last day (9999-12-31), by which some write "without a term", ends with the calendar.
        """
        if self.day == date.max:
            return datetime.max.replace(tzinfo=UTC)
        midnight = datetime.combine(self.day + timedelta(days=1), time(), tzinfo=self.zone)
        return midnight.astimezone(UTC)

    def days_left(self, at: datetime | None = None) -> int:
        """Return whole days until the last day, as its owner's calendar counts: 0 on the day itself, negative after.

        Raises ValueError for a moment without a zone.
        """
        here = _moment(at).astimezone(self.zone).date()
        return (self.day - here).days

    def is_over(self, at: datetime | None = None) -> bool:
        """Tell whether the term has passed at a moment (now, if none is given). Raises ValueError as above."""
        return _moment(at) >= self.ends_at()


def _moment(at: datetime | None) -> datetime:
    return clock.now() if at is None else clock.aware(at)
