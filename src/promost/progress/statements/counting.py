"""The plans for which a fact without a measure counts: those whose targets ask for it in one of the wider scopes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from promost.ledger.models import Fact, How
from promost.plans.models import Participant, Party, Plan, PlanState, Scope, Target, TargetValue
from promost.plans.queries.in_force import keys_in_force
from promost.plans.queries.parties import counting_regions
from promost.progress.queries.wide import COUNTED
from promost.registry.models import Organisation


def counting_plans(fact: Fact, organisation: Organisation) -> Sequence[Plan]:
    """Return the plans in force of an organisation's agreements that count a fact, as their statements would list it.

    One query where no target asks for it, two otherwise.
    """
    if fact.indicator.kind not in COUNTED:
        return []
    plans: dict[int, Plan] = {}
    for target in _asking(fact, organisation):
        if target.scope == Scope.PARTICIPANTS or _is_of(fact, target.plan.agreement.parties.all()):
            plans.setdefault(target.plan_id, target.plan)
    return list(plans.values())


def _asking(fact: Fact, organisation: Organisation) -> QuerySet[Target]:
    """The targets of editions in force that a fact may count for; whether its region counts is told by the parties."""
    indicator = fact.indicator_id
    made_of = Q(indicator=indicator) | Q(indicator__numerator=indicator) | Q(indicator__denominator=indicator)
    within = Q() if fact.how == How.OPENING else Q(plan__starts_on__lte=fact.happened_on)
    mine = Party.objects.filter(seats__organisation=organisation).values("agreement")
    promised = TargetValue.objects.filter(target=OuterRef("pk"), edition=keys_in_force(plan="target__plan"))
    while_there = Participant.objects.filter(
        Q(until=None) | Q(until__gte=fact.happened_on),
        plan=OuterRef("plan"),
        organisation=fact.organisation_id,
        since__lte=fact.happened_on,
    )
    rows = Target.objects.filter(
        made_of,
        within,
        Q(scope=Scope.REGION) | Q(Exists(while_there), scope=Scope.PARTICIPANTS),
        Exists(promised),
        plan__state=PlanState.IN_FORCE,
        plan__agreement__in=mine,
    )
    parties = Prefetch("plan__agreement__parties", Party.objects.order_by("order"))
    return rows.select_related("plan__agreement").prefetch_related(parties).order_by("plan", "pk")


def _is_of(fact: Fact, parties: Iterable[Party]) -> bool:
    return str(fact.region_id) in counting_regions(parties)
