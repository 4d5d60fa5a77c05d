"""Where the story is played: the plan of a programme, who acts in it, its measures and targets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from promost.accounts.actors import Actor
from promost.plans.models import Agreement, Measure, MeasureEdition, Plan, SideChoice, Target
from promost.plans.queries.in_force import edition_in_force
from promost.profiles import breakdowns
from promost.profiles.models import Indicator
from promost.profiles.queries import by_code
from promost.progress.demo.events import Event, Given
from promost.registry.models import Organisation, Region


@dataclass(frozen=True, slots=True)
class Counted:
    """What a value is of: the indicator, the breakdown of its facts, and the unit in which it is told ("" its own)."""

    indicator: Indicator
    breakdown: str = ""
    okei: str = ""


@dataclass(slots=True)
class Stage:
    """Where a programme's story is played: its plan, who acts, the enterprises, the tokens used before."""

    plan: Plan
    cast: Mapping[str, Actor]
    enterprises: Mapping[str, Organisation]
    used: frozenset[UUID]
    sheets: frozenset[str] = frozenset()
    """Names of the files that were taken before."""
    _indicators: dict[str, Indicator] = field(default_factory=dict)
    _measures: dict[str, Measure] = field(default_factory=dict)
    _targets: dict[int | None, list[Target]] = field(default_factory=dict)

    @property
    def region(self) -> Region:
        """The recipient's region. Raises Party.DoesNotExist."""
        party = self.plan.agreement.parties.select_related("region").get(side=SideChoice.RECIPIENT)
        assert party.region is not None  # noqa: S101 - both recipients are regions
        return party.region

    @classmethod
    def of(
        cls, number: str, cast: Mapping[str, Actor], enterprises: Mapping[str, Organisation], used: frozenset[UUID]
    ) -> Stage:
        """Return the stage of the agreement of a number. Raises Plan.DoesNotExist."""
        plan = Plan.objects.select_related("agreement").get(agreement=Agreement.objects.get(number=number))
        stage = cls(plan, cast, enterprises, used, frozenset(plan.sheets.values_list("name", flat=True)))
        rows = MeasureEdition.objects.filter(edition=edition_in_force(plan)).select_related("measure__plan")
        stage._measures = {row.number: row.measure for row in rows}
        for target in plan.targets.select_related("indicator__level").order_by("position", "pk"):
            stage._targets.setdefault(target.measure_id, []).append(target)
        return stage

    def has_measure(self, number: str) -> bool:
        """Whether the plan has a measure of a number."""
        return number in self._measures

    def measure(self, number: str) -> Measure:
        """Return a measure by its number. Raises LookupError for one that is not there."""
        if number not in self._measures:
            raise LookupError(f"the plan {self.plan} has no measure {number}")
        return self._measures[number]

    def counted(self, event: Event, given: Given) -> Counted:
        """Return what a value counts towards: an indicator by its code, or what a target counts.

        Raises LookupError where nobody has said what the target counts.
        """
        if given.code:
            return Counted(self._by_code()[given.code])
        target = self.whole(event.plan_target) if event.plan_target else self._under(event.measure, given.target)
        if target.indicator is None:
            raise LookupError(f"nobody has said what “{target}” of measure {event.measure} counts")
        asked = breakdowns.parse(target.breakdown)
        one = {dimension: values.split("|")[0] for dimension, values in asked.items()}
        return Counted(target.indicator, breakdowns.canonical(one), target.okei)

    def _by_code(self) -> Mapping[str, Indicator]:
        if not self._indicators:
            self._indicators |= by_code()
        return self._indicators

    def _under(self, measure: str, number: int) -> Target:
        mine = self._targets.get(self.measure(measure).pk, [])
        if not 0 < number <= len(mine):
            raise LookupError(f"measure {measure} has no target {number}")
        return mine[number - 1]

    def whole(self, words: str) -> Target:
        """Return the target of the whole plan whose label has these words. Raises LookupError."""
        for target in self._targets.get(None, []):
            if words in target.label:
                return target
        raise LookupError(f"the plan {self.plan} has no target of its own with “{words}”")

    def level_of(self, words: str) -> Indicator:
        """Return the observed indicator behind a target of the whole plan. Raises LookupError where there is none."""
        target = self.whole(words)
        if target.indicator is None:
            raise LookupError(f"nobody has said what “{target}” counts")
        return target.indicator.level or target.indicator
