"""Adding facts up: one pass over the days gives the sums at many of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from promost.progress.calculation.rows import FactRow
from promost.progress.calculation.windows import Window

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Sums:
    """What the facts of a window come to. ``distinct`` counts organisations with a positive sum."""

    value: Decimal = ZERO
    weight: Decimal = ZERO
    by_hand: Decimal = ZERO
    facts: int = 0
    facts_by_hand: int = 0
    contributors: int = 0
    distinct: int = 0

    @property
    def share_by_hand(self) -> Decimal | None:
        """The share entered by hand, by value; by number where all values are zero; None without facts."""
        if not self.facts:
            return None
        if self.weight:
            return self.by_hand / self.weight
        return Decimal(self.facts_by_hand) / self.facts


@dataclass(slots=True)
class Tally:
    """A running sum that can be asked at any time."""

    value: Decimal = ZERO
    weight: Decimal = ZERO
    by_hand: Decimal = ZERO
    facts: int = 0
    facts_by_hand: int = 0
    of_organisation: dict[int, Decimal] = field(default_factory=dict)
    facts_of: dict[int, int] = field(default_factory=dict)
    distinct: int = 0
    contributors: int = 0

    def add(self, row: FactRow) -> None:
        """Add a fact or a sum of facts."""
        self.value += row.value
        self.weight += row.weight
        self.by_hand += row.by_hand
        self.facts += row.facts
        self.facts_by_hand += row.facts_by_hand
        if row.organisation is not None:
            self._name(row.organisation, row)

    def _name(self, organisation: int, row: FactRow) -> None:
        before, facts = self.of_organisation.get(organisation, ZERO), self.facts_of.get(organisation, 0)
        now, facts_now = before + row.value, facts + row.facts
        self.of_organisation[organisation], self.facts_of[organisation] = now, facts_now
        self.distinct += (now > 0) - (before > 0)
        self.contributors += (facts_now > 0) - (facts > 0)

    def sums(self) -> Sums:
        """Return the sums as they are now."""
        return Sums(
            self.value, self.weight, self.by_hand, self.facts, self.facts_by_hand, self.contributors, self.distinct
        )


def tally(rows: Iterable[FactRow], windows: Sequence[Window]) -> list[Sums]:
    """Return the sums of each window; rows may come in any order."""
    ordered = sorted(rows, key=_day)
    found: dict[Window, Sums] = {}
    for since in {window.since for window in windows}:
        mine = sorted(window for window in windows if window.since == since)
        found.update(_pass(ordered, mine))
    return [found[window] for window in windows]


def _pass(ordered: Sequence[FactRow], windows: Sequence[Window]) -> Iterable[tuple[Window, Sums]]:
    """Go once through the days, for windows that begin on one day and end one after another."""
    running, index = Tally(), 0
    since = windows[0].since
    while since is not None and index < len(ordered) and ordered[index].day < since:
        index += 1
    for window in windows:
        while index < len(ordered) and ordered[index].day <= window.until:
            running.add(ordered[index])
            index += 1
        yield window, running.sums()


def _day(row: FactRow) -> date:
    return row.day
