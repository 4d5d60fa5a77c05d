"""A fact that a statement lists while it is being signed is not reversed: the statement is returned first."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Q

from promost.ledger.models import Fact
from promost.ledger.problems import Bad
from promost.plans.models import Plan, Scope
from promost.progress.models import StatementLine, StatementState


def before_reverse(facts: Collection[Fact]) -> None:
    """Refuse to reverse what an open statement lists. Raises the ledger's Bad IN_STATEMENT.

    The plans for which the facts may count are held first, as drawing holds them: of the two one waits for the other.
    """
    hold(facts)
    rows = StatementLine.objects.filter(fact__in=[fact.pk for fact in facts], statement__state=StatementState.OPEN)
    found = rows.select_related("statement__plan").order_by("pk").first()
    if found is not None:
        raise Bad("IN_STATEMENT", number=found.statement.number, plan=found.statement.plan.title)


def hold(facts: Collection[Fact]) -> Sequence[int]:
    """Take the rows of the plans for which facts may count, in order of their keys; SQLite needs none of it."""
    indicators = {fact.indicator_id for fact in facts}
    measures = {fact.measure_id for fact in facts if fact.measure_id is not None}
    promised = Q(targets__indicator__in=indicators) | Q(targets__indicator__numerator__in=indicators)
    promised |= Q(targets__indicator__denominator__in=indicators)
    wider = Q(targets__scope__in=[Scope.REGION, Scope.PARTICIPANTS])
    wide = Plan.objects.filter(promised & wider).order_by().values("pk")
    plans = Plan.objects.filter(Q(pk__in=wide) | Q(pk__in=_plans_of(measures))).order_by("pk")
    return list(plans.select_for_update(no_key=True, of=("self",)).values_list("pk", flat=True))


def _plans_of(measures: Collection[int]) -> Sequence[int]:
    return (
        list(Plan.objects.filter(measures__in=measures).order_by("pk").values_list("pk", flat=True)) if measures else []
    )
