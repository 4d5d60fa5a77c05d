"""Progress at a moment: of a plan, of several, of one measure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from promost.kit.moments import Moment
from promost.plans.models import Edition, Measure, Plan
from promost.plans.queries.editions import in_force
from promost.progress.calculation.plans import plan_progress as calculate
from promost.progress.calculation.rows import Pools
from promost.progress.queries.reading import NOTHING_GIVEN, Given, Read, read, read_measure
from promost.progress.shapes import MeasureProgress, PlanProgress


def plan_progress(plan: Plan, at: Moment, edition: Edition | None = None, given: Given = NOTHING_GIVEN) -> PlanProgress:
    """Return a plan's progress at a moment, under an edition (the one in force, if none is given).

    Five queries whatever the number of rows: measures with notes, targets, facts, observed levels (where a target is
    measured by one) and the parties, unless they are ``given``; one more to find the edition. Raises
    Edition.DoesNotExist for a plan without one.
    """
    shown = edition or Edition.objects.filter(plan=plan).order_by(in_force(at).desc())[:1].get()
    shown.plan = plan
    return calculated(read([shown], at, given))[plan.pk]


def progress_of_plans(plans: Collection[Plan], at: Moment) -> dict[int, PlanProgress]:
    """Return {plan's key: its progress} for several plans, in seven queries for any number of them."""
    return progress_of_editions(editions_in_force(plans, at), at)


def editions_in_force(plans: Collection[Plan], at: Moment) -> list[Edition]:
    """Return the edition of each plan that is in force at a moment, in one query; a plan without any has none."""
    by_key = {plan.pk: plan for plan in plans}
    newest: dict[int, Edition] = {}
    rows = Edition.objects.filter(plan__in=list(by_key)).annotate(rank=in_force(at))
    for edition in rows.order_by("plan", "rank") if by_key else ():
        edition.plan = by_key[edition.plan_id]
        newest[edition.plan_id] = edition
    return list(newest.values())


def progress_of_editions(
    editions: Sequence[Edition], at: Moment, given: Given = NOTHING_GIVEN
) -> dict[int, PlanProgress]:
    """Return {plan's key: its progress} under editions that were read before, each with its plan; one query less."""
    return calculated(read(editions, at, given)) if editions else {}


def measure_progress(measure: Measure, at: Moment, given: Given = NOTHING_GIVEN) -> MeasureProgress:
    """Return a measure's progress at a moment; one that the edition in force no longer has is cancelled.

    Three queries for a promise that is counted under the measure, up to six. Raises MeasureEdition.DoesNotExist for a
    measure that was never in an edition.
    """
    return calculated(read_measure(measure, at, given))[measure.plan_id].measures[measure.pk]


def calculated(every: Read) -> dict[int, PlanProgress]:
    """Return {plan's key: its progress} of what was read."""
    return {
        key: calculate(
            plan,
            every.lines[key].lines,
            every.targets.get(key, ()),
            every.pools.get(key, Pools()),
            every.completion,
            every.lines[key].notes,
        )
        for key, plan in every.plans.items()
    }
