"""The terms of a measure: its last day, and the days of one that recurs or has several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from promost.progress.calculation.documents import Document, documents_of
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
    """A measure's term: its last day (None where nothing can be late), its occurrences, and what has come for it.

    ``days`` are those with facts, ``results`` those with facts other than completion documents.
    """

    is_without: bool
    last: date | None
    occurrences: tuple[Occurrence, ...]
    days: tuple[date, ...]
    results: tuple[date, ...]
    documents: tuple[Document, ...]

    @classmethod
    def of(cls, line: MeasureLine, facts: Sequence[FactRow], completion: int | None) -> Terms:
        """Return the term of a measure with its facts. ``completion`` is the key of the indicator of documents."""
        dues = sorted(set(line.due_dates)) if line.kind in SEVERAL else []
        is_without = line.kind in WITHOUT
        last = None if is_without or line.kind in OPEN else max(filter(None, [*dues, line.ends_on]), default=None)
        documents = documents_of(facts, completion)
        results = _days(row for row in facts if row.indicator != completion)
        occurrences = tuple(_occurrences(dues, () if line.needs_document else results, documents, line.today))
        return cls(is_without, last, occurrences, _days(facts), results, documents)

    @property
    def last_but_one(self) -> date | None:
        """The day after which the last occurrence's period begins; None for a single one."""
        return self.occurrences[-2].due_on if len(self.occurrences) > 1 else None

    def closed_on(self, documents: Iterable[Document], *, by_document: bool) -> date | None:
        """Return the day on which the last occurrence was closed: by a document, else by any fact of its stretch."""
        last, after = self.occurrences[-1].due_on, self.last_but_one or date.min
        days = [each.day for each in documents if _closes(each, after, date.max, last)]
        return min([*days, *(day for day in self.results if not by_document and day > after)], default=None)

    def is_late(self, today: date) -> bool:
        """Tell whether the term, or one of several, is over without what was due."""
        return any(each.is_missed for each in self.occurrences) or (self.last is not None and self.last < today)

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
                is_there = each.is_met or each.submitted_on is not None
                return not is_there and each.due_on - today <= min(SOON, stretch)
            before = each.due_on
        return False


def _days(facts: Iterable[FactRow]) -> tuple[date, ...]:
    """The days on which facts stand, in order; one whose facts were all reversed is none."""
    counts: dict[date, int] = {}
    for row in facts:
        counts[row.day] = counts.get(row.day, 0) + row.facts
    return tuple(sorted(day for day, facts_of_day in counts.items() if facts_of_day > 0))


def _occurrences(
    dues: Sequence[date], results: Sequence[date], documents: Sequence[Document], today: date
) -> Iterator[Occurrence]:
    """Each with what has met it: its document, one of its period that names no occurrence, a fact of its period.

    A period begins after the day before it and ends with its own; a document that names it closes it whenever it comes.
    """
    before = date.min
    for due in dues:
        mine = [each for each in documents if _closes(each, before, due, due)]
        met = [each.day for each in mine if not each.waits] + [day for day in results if before < day <= due]
        waits = [each.day for each in mine if each.waits]
        met_on = min(met, default=None)
        yield Occurrence(due, bool(met), due < today, met_on, None if met else min(waits, default=None))
        before = due


def _closes(document: Document, after: date, until: date, due: date) -> bool:
    """Whether a document closes the occurrence of a day, whose period it is within if it names none."""
    return document.part == due.isoformat() if document.part else after < document.day <= until
