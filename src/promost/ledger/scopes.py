"""Which facts count towards a target, by its scope."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from promost.ledger.models import Fact, How
from promost.plans.models import Participant, Plan, Scope, SideChoice, Target
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


def regions_of(plan: Plan) -> list[str]:
    """Return the codes of the recipients' regions; where no recipient has one, of every party's but the donor's."""
    parties = [party for party in plan.agreement.parties.all() if party.region_id]
    recipients = [party for party in parties if party.side == SideChoice.RECIPIENT]
    chosen = recipients or [party for party in parties if party.side != SideChoice.DONOR]
    return sorted({str(party.region_id) for party in chosen})


def _scope(target: Target) -> Q:
    if target.scope == Scope.MEASURE:
        return Q(measure=target.measure_id) if target.measure_id else Q(measure__plan=target.plan_id)
    if target.scope == Scope.REGION:
        return Q(region__in=regions_of(target.plan))
    while_there = Participant.objects.filter(
        Q(until=None) | Q(until__gte=OuterRef("happened_on")),
        plan=target.plan_id,
        organisation=OuterRef("organisation"),
        since__lte=OuterRef("happened_on"),
    )
    return Q(Exists(while_there))
