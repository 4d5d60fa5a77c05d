"""Which year a term without one means: that of the plan; in a plan of several years the first in which it fits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .calendar import days, due_day
from .nodes import Lead, Point, Term

Period = tuple[date, date] | None


class YearUnknown(Exception):
    """A term without a year, and a plan whose period nobody knows."""


@dataclass(slots=True)
class Calendar:
    """Resolves points against the plan's period, and remembers what it had to assume."""

    period: Period
    assumed: set[int] = field(default_factory=set)
    """Years that were taken for terms without one, in a plan of several years."""

    def year_of(self, point: Point) -> int:
        """The year of a point. Raises YearUnknown."""
        if point.year is not None:
            return point.year
        if self.period is None:
            raise YearUnknown
        first, last = self.period[0].year, self.period[1].year
        if point.ahead is not None:
            if first != last:
                self.assumed.add(first + point.ahead)
            return first + point.ahead
        if first == last:
            return first
        year = next((year for year in range(first, last + 1) if self._fits(point, year)), first)
        self.assumed.add(year)
        return year

    def _fits(self, point: Point, year: int) -> bool:
        begin, end = self.period or (date.min, date.max)
        try:
            return begin <= days(point, year)[1] <= end
        except ValueError:
            return False

    def resolve(self, term: Term) -> tuple[date | None, date | None]:
        """Start and end of a term; an open side is None. Raises ValueError for a day that does not exist, YearUnknown.

        A stretch whose years are not both said may cross the New Year: "декабрь – январь 2026".
        """
        if term.end is None:
            return self._alone(term)
        start_year, end_year = self._years(term.start, term.end)
        start, end = days(term.start, start_year), days(term.end, end_year)
        if start[0] <= end[1]:
            return start[0], end[1]
        return self._across(term, start_year, end_year) or (start[0], end[1])

    def _alone(self, term: Term) -> tuple[date | None, date | None]:
        year = self.year_of(term.start)
        if term.lead is Lead.BY or term.start.portion == "end":
            return None, due_day(term.start, year)
        first, last = days(term.start, year)
        if term.lead in {Lead.FROM, Lead.NOT_BEFORE}:
            return first, None
        return first, last

    def _years(self, start: Point, end: Point) -> tuple[int, int]:
        """Years of both ends; one that is not said follows the other."""
        if start.dated and not end.dated:
            year = self.year_of(start)
            return year, year
        if end.dated and not start.dated:
            year = self.year_of(end)
            return year, year
        first = self.year_of(start)
        return first, first if not end.dated else self.year_of(end)

    def _across(self, term: Term, start_year: int, end_year: int) -> tuple[date, date] | None:
        """The stretch with its unsaid year moved over the New Year; None where both years are the document's own."""
        start, end = term.start, term.end
        if end is None or (start.grain == end.grain == "day" and start.month == end.month):
            return None
        if not end.dated:
            return days(start, start_year)[0], days(end, end_year + 1)[1]
        if start.lent:
            earlier = days(start, start_year - 1)[0]
            if self.period is None or earlier >= self.period[0]:
                return earlier, days(end, end_year)[1]
        return None
