"""Which organisations read a fact, and so may comment it: the condition of ``permissions``, walked back."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from promost.comments import subjects
from promost.ledger.models import Fact
from promost.plans.commented import reading
from promost.plans.models import Plan, Scope, Target
from promost.registry.models import Organisation, OrganisationKind


def register() -> None:
    """Tell the room of comments."""
    subjects.register("ledger.fact", organisations)


def organisations(fact: Fact) -> QuerySet[Organisation]:
    """Under a measure: readers of its plan. Without one: the organisation it names, who recorded it, the authorities of
    its region, and readers of a plan for which it counts.
    """
    if fact.measure_id is not None:
        return Organisation.objects.filter(reading(Plan.objects.filter(measures=fact.measure_id)))
    named = Q(pk__in=[key for key in (fact.organisation_id, fact.recorded_for_id) if key is not None])
    here = Q(kind=OrganisationKind.AUTHORITY, region=fact.region_id)
    return Organisation.objects.filter(named | here | reading(Plan.objects.filter(pk__in=_counting(fact))))


def _counting(fact: Fact) -> QuerySet[Target, Any]:
    """The plans that promise the fact's indicator where it happened, or of who it was about."""
    promising = Target.objects.filter(indicator=fact.indicator_id)
    here = promising.filter(scope=Scope.REGION, plan__agreement__parties__region=fact.region_id)
    theirs = promising.filter(scope=Scope.PARTICIPANTS, plan__participants__organisation=fact.organisation_id)
    found = here if fact.organisation_id is None else here | theirs
    return found.order_by().values("plan")
