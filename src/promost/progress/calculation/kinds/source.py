"""What of the records counts for one target: its facts and levels, by its scope and breakdown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain

from promost.profiles import breakdowns
from promost.progress.calculation.rows import FactRow, LevelRow, PlanLine, Pools, TargetRow

matches = lru_cache(maxsize=4096)(breakdowns.matches)


@dataclass(frozen=True, slots=True)
class Source:
    """The records of one target's scope."""

    target: TargetRow
    plan: PlanLine
    facts_in_scope: tuple[FactRow, ...]
    levels: tuple[LevelRow, ...]

    def facts(self, indicator: int) -> list[FactRow]:
        """Return the facts of an indicator, told apart as the target asks."""
        asked = self.target.breakdown
        return [
            row
            for row in self.facts_in_scope
            if row.indicator == indicator and (not asked or matches(row.breakdown, asked))
        ]

    def published(self, indicator: int) -> list[LevelRow]:
        """Return the observed values of the target's subject.

        Of a region's target the region; of participants what the owner published about them; under a measure the
        owner's, else the region's. Of several regions nothing can be told: an observed value is never summed.
        """
        mine = [row for row in self.levels if row.indicator == indicator and row.breakdown == self.target.breakdown]
        own = [row for row in mine if row.organisation is not None and row.organisation == self.target.owner]
        if self.target.scope == "participants" or (self.target.scope == "measure" and own):
            return own
        regions = self.plan.subjects.regions
        return [row for row in mine if row.region is not None and row.region in regions]

    @property
    def has_one_subject(self) -> bool:
        """Whether the observed values are of one subject: a region's target in two regions has none."""
        return self.target.scope == "participants" or len(self.plan.subjects.regions) < 2

    def levels_of_organisations(self, indicator: int, until: date) -> dict[int, list[LevelRow]]:
        """Return {organisation of the scope: its levels of an indicator up to a day}."""
        named = self._named(until)
        found: dict[int, list[LevelRow]] = {}
        for row in self.levels:
            counts = row.indicator == indicator and row.breakdown == self.target.breakdown and row.ends_on <= until
            if counts and row.organisation is not None and self._is_in_scope(row, named, until):
                found.setdefault(row.organisation, []).append(row)
        return found

    def _named(self, until: date) -> frozenset[int]:
        """The organisations that facts under the measure name by a day; reversed ones no longer."""
        if self.target.scope != "measure":
            return frozenset()
        counts: dict[int, int] = {}
        for row in self.facts_in_scope:
            if row.organisation is not None and row.day <= until:
                counts[row.organisation] = counts.get(row.organisation, 0) + row.facts
        return frozenset(organisation for organisation, facts in counts.items() if facts > 0)

    def _is_in_scope(self, row: LevelRow, named: frozenset[int], until: date) -> bool:
        if self.target.scope == "measure":
            return row.organisation in named
        if self.target.scope == "participants":
            days = self.plan.subjects.participants.get(row.organisation or 0)
            return days is not None and days[0] <= until
        return row.home in self.plan.subjects.regions


def source_of(target: TargetRow, plan: PlanLine, pools: Pools) -> Source:
    """Return the records that may count for a target."""
    return Source(target, plan, tuple(_facts(target, pools)), tuple(pools.levels))


def _facts(target: TargetRow, pools: Pools) -> Iterable[FactRow]:
    if target.scope == "participants":
        return pools.participants
    if target.scope == "region":
        return pools.region
    if target.measure is None:  # a target of the whole plan, counted under its measures
        return chain.from_iterable(pools.measures.values())
    return pools.measures.get(target.measure, ())
