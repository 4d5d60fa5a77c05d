"""What statements add to the page of a fact: the way to object to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from promost.accounts.models import Role
from promost.accounts.requests import SignedInRequest
from promost.ledger.models import Fact
from promost.plans.models import Party, Plan, PlanState
from promost.plans.pages.extensions import Button
from promost.progress.models import Dispute, StatementLine, StatementState
from promost.progress.statements.counting import counting_plans
from promost.registry.models import Organisation

LABEL = _("Object to a fact")


def of_fact(request: SignedInRequest, fact: Fact) -> tuple[Button, ...]:
    """Object to a fact that counts for a plan in force: for editors of a party, by an objection or, where a statement
    that is being signed lists it, by returning that one. What is accepted is corrected by a reversal.

    Of several plans each has a button. Three queries for a fact under a measure, four or five for another.
    """
    organisation = request.actor.organisation
    if organisation is None or not request.actor.can(Role.EDITOR):
        return ()
    plans = _plans(fact, organisation)
    parties = _parties(plans, organisation)
    ways = _ways(fact, [(plan, parties[plan.agreement_id]) for plan in plans if plan.agreement_id in parties])
    return tuple(Button(LABEL if len(ways) == 1 else f"{LABEL}: {plan.title}", url) for plan, url in ways)


def _plans(fact: Fact, organisation: Organisation) -> Sequence[Plan]:
    """The plans in force that count the fact: its measure's, or those whose targets ask for it in a wider scope."""
    if fact.measure is None:
        return counting_plans(fact, organisation)
    return [fact.measure.plan] if fact.measure.plan.state == PlanState.IN_FORCE else []


def _parties(plans: Sequence[Plan], organisation: Organisation) -> Mapping[int, Party]:
    """Return {agreement's key: the first party for which the organisation sits}."""
    if not plans:
        return {}
    rows = Party.objects.filter(agreement__in=[each.agreement_id for each in plans], seats__organisation=organisation)
    return {party.agreement_id: party for party in rows.order_by("-order", "-pk")}


def _ways(fact: Fact, several: Sequence[tuple[Plan, Party]]) -> list[tuple[Plan, str]]:
    """Return plans with the address of the page to object on; those where nothing is to be objected to are left out."""
    if not several:
        return []
    plans = [plan.pk for plan, _party in several]
    lines = StatementLine.objects.filter(fact=fact, statement__plan__in=plans)
    states: dict[int, dict[str, object]] = {}
    for plan, state, uuid in lines.values_list("statement__plan", "statement__state", "statement__uuid"):
        states.setdefault(plan, {})[state] = uuid
    disputed = set(Dispute.objects.filter(plan__in=plans, fact=fact, settled_at=None).values_list("plan", flat=True))
    found = [
        (plan, _way(fact, plan, party, states.get(plan.pk, {}), is_disputed=plan.pk in disputed))
        for plan, party in several
    ]
    return [(plan, url) for plan, url in found if url]


def _way(fact: Fact, plan: Plan, party: Party, states: Mapping[str, object], *, is_disputed: bool) -> str:
    if StatementState.OPEN in states:
        back = reverse("progress:return_statement", args=[states[StatementState.OPEN], party.pk])
        return f"{back}?fact={fact.uuid}"
    if StatementState.ACCEPTED in states or is_disputed:
        return ""
    return reverse("progress:dispute", args=[plan.uuid, fact.uuid])
