"""What statements add to the page of a fact: the way to object to it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from promost.accounts.models import Role
from promost.accounts.requests import SignedInRequest
from promost.ledger.models import Fact
from promost.plans.models import Party, Plan, PlanState
from promost.plans.pages.extensions import Button
from promost.progress.models import Dispute, StatementLine, StatementState

LABEL = _("Object to a fact")


def of_fact(request: SignedInRequest, fact: Fact) -> tuple[Button, ...]:
    """Object to a fact under a measure of a plan in force: for editors of a party, by an objection or, where a
    statement that is being signed lists it, by returning that one. What is accepted is corrected by a reversal.
    """
    plan = fact.measure.plan if fact.measure else None
    if plan is None or plan.state != PlanState.IN_FORCE or not request.actor.can(Role.EDITOR):
        return ()
    party = Party.objects.filter(agreement=plan.agreement_id, seats__organisation=request.actor.organisation).first()
    url = _way(fact, plan, party) if party else ""
    return (Button(LABEL, url),) if url else ()


def _way(fact: Fact, plan: Plan, party: Party) -> str:
    """The address of the page to object on; "" where nothing is to be objected to."""
    rows = StatementLine.objects.filter(fact=fact, statement__plan=plan)
    states = dict(rows.values_list("statement__state", "statement__uuid"))
    if StatementState.OPEN in states:
        back = reverse("progress:return_statement", args=[states[StatementState.OPEN], party.pk])
        return f"{back}?fact={fact.uuid}"
    if StatementState.ACCEPTED in states or Dispute.objects.filter(fact=fact, plan=plan, settled_at=None).exists():
        return ""
    return reverse("progress:dispute", args=[plan.uuid, fact.uuid])
