"""What a plan promises in figures, with the indicator of each: proposed, confirmed, or none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from promost.kit import clock
from promost.plans.models import MeasureEdition, Plan, Target, TargetValue
from promost.plans.queries.editions import rank
from promost.plans.queries.flat import SIGNS, unit_text
from promost.profiles import breakdowns


@dataclass(frozen=True, slots=True)
class CountedTarget:
    """A target with its measure's number and title ("" for one of the whole plan) and the last value promised."""

    target: Target
    number: str
    title: str
    value: Decimal | None

    @property
    def sign(self) -> str:
        """At least, at most, exactly, as a sign."""
        return SIGNS[self.target.comparator]

    @property
    def unit(self) -> str:
        """The unit in the reader's language."""
        return unit_text(self.target.unit, self.target.okei)

    @property
    def breakdown(self) -> str:
        """What its facts are told apart by, in words."""
        return breakdowns.named(self.target.breakdown)

    @property
    def is_proposed(self) -> bool:
        """Whether its indicator waits for somebody to confirm it."""
        return self.target.indicator is not None and not self.target.indicator_confirmed


def counted_targets(plan: Plan) -> list[CountedTarget]:
    """Return the targets of a plan's newest edition, those of the whole plan first, in three queries."""
    edition = plan.editions.order_by(rank(clock.now()).desc()).first()
    if edition is None:
        return []
    values = TargetValue.objects.filter(edition=edition).select_related("target__indicator").order_by("due_on", "pk")
    last = {each.target_id: each for each in values}
    rows = {each.measure_id: each for each in MeasureEdition.objects.filter(edition=edition).order_by("position")}
    found = [_counted(each.target, rows.get(each.target.measure_id or 0), each.value) for each in last.values()]
    return sorted(found, key=lambda each: (each.target.measure_id is not None, each.target.position, each.target.pk))


def row_of(target: Target) -> MeasureEdition | None:
    """Return a target's measure as the newest edition has it; None for a target of the whole plan."""
    rows = (
        MeasureEdition.objects.filter(measure=target.measure_id) if target.measure_id else MeasureEdition.objects.none()
    )
    return rows.order_by("-edition__number").first()


def _counted(target: Target, row: MeasureEdition | None, value: Decimal | None) -> CountedTarget:
    return CountedTarget(target, row.number if row else "", row.title if row else "", value)
