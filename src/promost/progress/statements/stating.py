"""What statements say of targets, beside what is recorded: the value being signed, and the value accepted last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import Count, Q

from promost.kit.moments import Moment
from promost.plans.models import Plan, PlanState
from promost.progress.models import Statement, StatementState
from promost.progress.shapes import MeasureProgress, PlanProgress, Stated, TargetProgress
from promost.progress.statements.canonical import exact

Says = Mapping[str, Stated]
"""Target's uuid → what a statement says of it."""
NOTHING: tuple[Says, Says] = ({}, {})


def stated(plan: Plan, at: Moment) -> tuple[Says, Says]:
    """Return what is being signed (by at least one party) and what was accepted last, as known at a moment.

    One query; none for a plan that was never in force.
    """
    if plan.state not in {PlanState.IN_FORCE, PlanState.CLOSED}:
        return NOTHING
    by_then = Count("signatures", filter=Q(signatures__made_at__lte=at.known_at))
    rows = Statement.objects.filter(plan=plan, drawn_at__lte=at.known_at).exclude(state=StatementState.RETURNED)
    newest = list(rows.annotate(signed=by_then).order_by("-number")[:2])
    accepted = [each for each in newest if each.closed_at is not None and each.closed_at <= at.known_at]
    signed = [each for each in newest if each not in accepted and each.signed]
    return _says(signed[:1]), _says(accepted[:1])


def with_stated(progress: PlanProgress, plan: Plan, at: Moment) -> PlanProgress:
    """Return a plan's progress with what statements say of each target."""
    says = stated(plan, at)
    if says == NOTHING:
        return progress
    measures = {key: _measure(measure, says) for key, measure in progress.measures.items()}
    return replace(progress, measures=measures, targets=_targets(progress.targets, says))


def measure_with_stated(progress: MeasureProgress, plan: Plan, at: Moment) -> MeasureProgress:
    """Return a measure's progress with what statements say of its targets."""
    return _measure(progress, stated(plan, at)) if progress.targets else progress


def _measure(measure: MeasureProgress, says: tuple[Says, Says]) -> MeasureProgress:
    return replace(measure, targets=_targets(measure.targets, says)) if measure.targets else measure


def _targets(targets: Iterable[TargetProgress], says: tuple[Says, Says]) -> tuple[TargetProgress, ...]:
    signed, accepted = says
    return tuple(
        replace(target, signed=signed.get(target.uuid), accepted=accepted.get(target.uuid)) for target in targets
    )


def _says(statements: Iterable[Statement]) -> Says:
    return {
        line["target"]: Stated(exact(line["after"]), each.ends_on, str(each.uuid))
        for each in statements
        for line in each.totals
        if "target" in line
    }
