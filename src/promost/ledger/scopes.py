"""Which facts count towards a target, by its scope."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from promost.ledger.models import Fact, How
from promost.plans.models import Participant, Scope, Target
from promost.plans.queries.parties import counting_regions
from promost.profiles import breakdowns


def facts_of_target(target: Target) -> QuerySet[Fact]:
    """Return the facts that count: of its indicator and breakdown, in its scope, within the plan (openings before it).

    A target whose indicator nobody has named has none.
    """
    if target.indicator is None:
        return Fact.objects.none()
    within = Q(happened_on__gte=target.plan.starts_on) | Q(how=How.OPENING)
    facts = Fact.objects.filter(within, _scope(target), indicator=target.indicator)
    if target.breakdown:
        had = breakdowns.every(target.indicator.breakdowns)
        facts = facts.filter(breakdown__in=[each for each in had if breakdowns.matches(each, target.breakdown)])
    return facts


def _scope(target: Target) -> Q:
    if target.scope == Scope.MEASURE:
        return Q(measure=target.measure_id) if target.measure_id else Q(measure__plan=target.plan_id)
    if target.scope == Scope.REGION:
        return Q(region__in=counting_regions(target.plan.agreement.parties.all()))
    while_there = Participant.objects.filter(
        Q(until=None) | Q(until__gte=OuterRef("happened_on")),
        plan=target.plan_id,
        organisation=OuterRef("organisation"),
        since__lte=OuterRef("happened_on"),
    )
    return Q(Exists(while_there))
