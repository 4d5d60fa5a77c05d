"""Completion documents: on which day each was handed in, which occurrence it closes, whether it waits for an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from promost.progress.calculation.rows import FactRow


class Document(NamedTuple):
    """A completion document that stands, by the day of handing in.

    ``part`` is the ISO day of the occurrence that it closes, "" for the measure as a whole. One that ``waits`` has not
    been confirmed by the counterpart and closes nothing yet.
    """

    day: date
    part: str
    waits: bool


def documents_of(facts: Iterable[FactRow], completion: int | None) -> tuple[Document, ...]:
    """Return the documents among a measure's facts, in order; one that was taken back is none."""
    counts: Counter[Document] = Counter()
    for row in facts:
        if row.indicator == completion:
            counts[Document(row.day, row.part, row.waits)] += row.facts
    return tuple(sorted(document for document, facts_of_it in counts.items() if facts_of_it > 0))
