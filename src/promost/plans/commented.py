"""What of the plans can be commented, and which organisations read it: the ways of ``permissions``, walked back."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from promost.comments import subjects
from promost.plans.models import Plan
from promost.plans.permissions import READER_PATHS
from promost.registry.models import Organisation


def register() -> None:
    """Tell the room of comments."""
    subjects.register("plans.plan", lambda plan: organisations(Plan.objects.filter(pk=plan.pk)))
    subjects.register("plans.measure", lambda measure: organisations(Plan.objects.filter(pk=measure.plan_id)))
    subjects.register("plans.amendment", lambda amendment: organisations(Plan.objects.filter(pk=amendment.plan_id)))


def organisations(plans: QuerySet[Plan]) -> QuerySet[Organisation]:
    """Return the organisations that read one of the plans."""
    return Organisation.objects.filter(reading(plans))


def reading(plans: QuerySet[Plan]) -> Q:
    """Return the condition of being such an organisation, each way a subquery of its own."""
    return reduce(or_, (Q(pk__in=plans.order_by().values(path)) for path in READER_PATHS))
