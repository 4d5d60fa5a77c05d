"""The engine: a schema, offers with their criteria, and the day they are judged on."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from promost.matching.criteria import Criteria
from promost.matching.kernel import Kernel
from promost.matching.match import Match, Tally
from promost.matching.offers import Offers
from promost.matching.schema import Schema
from promost.matching.verdict import Verdicts


class Engine:
    """Answers who qualifies for what, and why not. It holds no records."""

    def __init__(self, schema: Schema, offers: Mapping[str, Criteria] | None = None, as_of: date | None = None) -> None:
        """Make the offers ready for the day ``as_of`` (today if not given). Raises ``CriteriaError`` for criteria
        that do not fit."""
        self.schema = schema
        self.as_of = as_of or date.today()  # noqa: DTZ011  the machine's own day; a caller with a zone passes it
        self._offers = Offers(schema, self.as_of)
        self._kernel: Kernel | None = None
        for key, criteria in (offers or {}).items():
            self._offers.add(key, criteria)

    def add(self, key: str, criteria: Criteria) -> None:
        """Add an offer, or put new criteria in place of the old; the others are not worked out again."""
        self._offers.add(key, criteria)
        self._kernel = None

    def on(self, day: date) -> "Engine":
        """The same offers judged on another day."""
        return Engine(self.schema, {key: offer.criteria for key, offer in self._offers.items()}, day)

    def explain(self, record: Mapping[str, object]) -> Verdicts:
        """One record, every offer: answers, reasons, missing fields, the nearest yes. Raises ``RecordError`` for a
        bad record."""
        known = self.schema.read(record)
        if self._kernel is None:
            self._kernel = Kernel(self._offers)
        return Verdicts(self._kernel, self._offers, known, self._kernel.findings(known))

    def match(self, columns: Mapping[str, Any], progress: Callable[[int, int], None] | None = None) -> Match:
        """Many records, every offer. ``columns``: field → list or array; None, or NaN in an array, is unknown.

        ``progress`` hears how many pairs of record and offer are done, and of how many. Raises ``RecordError`` for
        bad columns.
        """
        match = Match(self._offers.copy())
        match.extend(columns, progress)
        return match

    def tally(self, batches: Iterable[Mapping[str, Any]]) -> Tally:
        """Count batches of columns one after another; each is let go of before the next, so memory stays flat."""
        tally = Tally(self._offers)
        for columns in batches:
            tally.add(self.match(columns))
        return tally

    @property
    def offers(self) -> list[str]:
        """The offers' keys, in the order added."""
        return list(self._offers)
