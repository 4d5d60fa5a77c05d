"""What the ledger adds to the pages of a plan and of a measure."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can
from promost.kit.moments import Moment
from promost.plans.models import Measure
from promost.plans.pages.extensions import Button, PlanPart
from promost.plans.queries.plans import PlanView


def of_measure(request: SignedInRequest, measure: Measure, _at: Moment) -> tuple[Button, ...]:
    """Record a result, hand in the completion document: for those who may."""
    if not can(request.actor, "ledger.record_fact", measure):
        return ()
    return (
        Button(_("Record a result"), reverse("ledger:record", args=[measure.uuid]), "plus", main=True),
        Button(_("Hand in the document"), reverse("ledger:hand_in", args=[measure.uuid]), "upload"),
    )


def of_plan(request: SignedInRequest, view: PlanView) -> PlanPart:
    """Take results from a file: for the plan's working sides. It asks no query."""
    if not can(request.actor, "ledger.record_fact", view.plan):
        return PlanPart()
    button = Button(_("Results from a file"), reverse("ledger:sheet", args=[view.plan.uuid]), "table")
    return PlanPart(buttons=(button,))
