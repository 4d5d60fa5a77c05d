"""What the page of approval shows, and what one may do on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can
from promost.kit import clock, uploads
from promost.kit.components.kinds import Kind
from promost.plans.models import Edition, Plan, PlanState
from promost.plans.queries.approvals import approvals_of, pending_edition

CHIPS: Mapping[PlanState, Kind] = {
    PlanState.DRAFT: "neutral",
    PlanState.ON_APPROVAL: "warn",
    PlanState.IN_FORCE: "ok",
    PlanState.CLOSED: "neutral",
}


def page(request: SignedInRequest, plan: Plan) -> dict[str, Any]:
    """Return the context of the page: the state, the edition asked about, its approvals, what the actor may do."""
    pending = pending_edition(plan)
    edition = pending or _last_approved(plan)
    approvals = approvals_of(edition)
    waiting = [each.party for each in approvals if each.approval is None] if pending else []
    actor = request.actor
    return {
        "plan": plan,
        "edition": edition,
        "pending": pending,
        "approvals": approvals,
        "amended": plan.editions.filter(number__gt=edition.number, approved_at__isnull=False).exists(),
        "state_kind": CHIPS[PlanState(plan.state)],
        "may_submit": plan.state == PlanState.DRAFT and can(actor, "plans.edit_plan", plan),
        "may_send_back": _may_send_back(actor, plan, approvals),
        "may_approve": any(can(actor, "plans.approve", (edition, party)) for party in waiting),
        "may_attach": any(can(actor, "plans.approve_on_paper", (edition, party)) for party in waiting),
        "may_close": _may_close(actor, plan),
    }


def _last_approved(plan: Plan) -> Edition:
    """The newest edition that the parties approved by acts, not by an amendment; of a draft the newest."""
    editions = plan.editions.select_related("plan__agreement").order_by("-number")
    by_acts = editions.filter(approvals__isnull=False).first()
    return by_acts or editions[:1].get()


def scan_refused(refused: uploads.Refused) -> str:
    """Say what is wrong with a scan and what to do."""
    if refused.code == "TOO_LARGE":
        return _("The scan is too large. Save it with fewer dots per inch and attach it again.")
    return _("This is no scan that can be kept: attach a .pdf, .jpg or .png file, as the scanner saved it.")


def waiting_words(edition: Edition) -> str:
    """Say that an edition waits."""
    return _("Edition %(number)s waits for approval.") % {"number": edition.number}


def _may_send_back(actor: Actor, plan: Plan, approvals: tuple[Any, ...]) -> bool:
    untouched = all(each.approval is None for each in approvals)
    return plan.state == PlanState.ON_APPROVAL and untouched and can(actor, "plans.send_back", plan)


def _may_close(actor: Actor, plan: Plan) -> bool:
    is_over = clock.today(actor.zone) > plan.ends_on
    return plan.state == PlanState.IN_FORCE and is_over and can(actor, "plans.close", plan)
