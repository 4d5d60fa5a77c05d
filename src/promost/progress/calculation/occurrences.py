"""The terms of a measure: its last day, and the days of one that recurs or has several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from promost.progress.calculation.rows import FactRow, MeasureLine
from promost.progress.shapes import Occurrence

WITHOUT = frozenset({"none", "invalid"})
"""Without a deadline: never late, first on the attention list."""
OPEN = frozenset({"on_demand", "relative"})
"""As needed, or after an event: no day of its own, so never late."""
SOON = timedelta(days=14)
"""Days before a term's last one from which it is near."""
SEVERAL = frozenset({"recurring", "multiple"})


@dataclass(frozen=True, slots=True)
class Terms:
    """A measure's term: its last day (None where nothing can be late), its occurrences, and the days with facts."""

    is_without: bool
    last: date | None
    occurrences: tuple[Occurrence, ...]
    days: tuple[date, ...]

    @classmethod
    def of(cls, line: MeasureLine, facts: Iterable[FactRow]) -> Terms:
        """Return the term of a measure with its facts."""
        days, dues = _days(facts), sorted(set(line.due_dates)) if line.kind in SEVERAL else []
        is_without = line.kind in WITHOUT
        last = None if is_without or line.kind in OPEN else max(filter(None, [*dues, line.ends_on]), default=None)
        return cls(is_without, last, _occurrences(dues, days, line.today), days)

    @property
    def last_but_one(self) -> date | None:
        """The day after which the last occurrence's period begins; None for a single one."""
        return self.occurrences[-2].due_on if len(self.occurrences) > 1 else None

    def is_late(self, today: date) -> bool:
        """Tell whether the term, or one of several, is over without what was due."""
        missed = any(each.is_over and not each.is_met for each in self.occurrences)
        return missed or (self.last is not None and self.last < today)

    def is_near(self, today: date) -> bool:
        """Tell whether the next day by which something is due is near, and nothing has been reported for it.

        Near are the last 14 days; of one of several terms no more than the last quarter of its stretch, so that what
        is due every month is not at risk half of the time.
        """
        if self.occurrences:
            return self._next_is_near(today)
        return not self.days and self.last is not None and today <= self.last <= today + SOON

    def _next_is_near(self, today: date) -> bool:
        before = None
        for each in self.occurrences:
            if not each.is_over:
                stretch = (each.due_on - before) / 4 if before else SOON
                return not each.is_met and each.due_on - today <= min(SOON, stretch)
            before = each.due_on
        return False


def _days(facts: Iterable[FactRow]) -> tuple[date, ...]:
    """The days on which facts stand, in order; one whose facts were all reversed is none."""
    counts: dict[date, int] = {}
    for row in facts:
        counts[row.day] = counts.get(row.day, 0) + row.facts
    return tuple(sorted(day for day, facts_of_day in counts.items() if facts_of_day > 0))


def _occurrences(dues: Sequence[date], days: Sequence[date], today: date) -> tuple[Occurrence, ...]:
    """Each with whether a fact of its period is there: after the day before it, up to its own."""
    found, before = [], date.min
    for due in dues:
        is_met = any(before < day <= due for day in days)
        found.append(Occurrence(due, is_met, due < today))
        before = due
    return tuple(found)
