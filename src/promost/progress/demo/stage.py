"""Where the story is played: the plan of a programme, who acts in it, its measures and targets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from promost.accounts.actors import Actor
from promost.plans.models import Agreement, Measure, MeasureEdition, Plan, Target
from promost.progress.demo.events import Event
from promost.registry.models import Organisation


@dataclass(slots=True)
class Stage:
    """Where a programme's story is played: its plan, who acts, the enterprises, and the tokens that were used before."""

    plan: Plan
    cast: Mapping[str, Actor]
    enterprises: Mapping[str, Organisation]
    used: frozenset[UUID]
    _measures: dict[str, Measure] = field(default_factory=dict)
    _targets: dict[int | None, list[Target]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, number: str, cast: Mapping[str, Actor], enterprises: Mapping[str, Organisation], used: frozenset[UUID]
    ) -> Stage:
        """Return the stage of the agreement of a number. Raises Plan.DoesNotExist."""
        plan = Plan.objects.select_related("agreement").get(agreement=Agreement.objects.get(number=number))
        stage = cls(plan, cast, enterprises, used)
        rows = MeasureEdition.objects.filter(edition=plan.editions.latest("number")).select_related("measure__plan")
        stage._measures = {row.number: row.measure for row in rows}
        for target in plan.targets.select_related("indicator").order_by("position", "pk"):
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

    def target(self, event: Event, number: int = 1) -> Target:
        """Return what an event counts towards: a measure's target by its number, or one of the plan by its words."""
        mine = self._targets.get(self.measure(event.measure).pk if event.measure else None, [])
        if event.plan_target:
            mine = [target for target in mine if event.plan_target in target.label]
        if not 0 < number <= len(mine):
            raise LookupError(f"no target {event.plan_target or number} of measure {event.measure or '(whole plan)'}")
        return mine[number - 1]
