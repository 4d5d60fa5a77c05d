"""Amendments: what was proposed, answering, taking back; editions side by side."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.plans.actions import amendments as actions
from promost.plans.models import Amendment, Plan, PlanState
from promost.plans.pages import amendments as shown
from promost.plans.queries.comparison import comparison
from promost.plans.queries.plans import plan_of
from promost.plans.views.shown import version_of

CONFLICT = gettext_noop("Somebody was first: here is the amendment as it stands now.")


@require_safe
@page
def listing(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show a plan's amendments: what each changes and why, who has answered, what one may do."""
    plan = plan_of(request.user, uuid)
    amendments = shown.listed(request.actor, plan)
    may_propose = plan.state == PlanState.IN_FORCE and can(request.actor, "plans.edit_plan", plan)
    context = {"plan": plan, "amendments": amendments, "may_propose": may_propose}
    return render(request, "plans/amendments.html", context)


@require_POST
@page
def answer(request: SignedInRequest, uuid: UUID, amendment: UUID, order: int) -> HttpResponse:
    """Agree or decline for one's own party, whose turn in the agreement is ``order``."""
    plan = plan_of(request.user, uuid)
    asked = _asked(plan, amendment)
    party = plan.agreement.parties.get(order=order)
    version, reason = version_of(request), request.POST.get("reason", "")

    def deed() -> object:
        if request.POST.get("answer") == "agree":
            return actions.agree(request.actor, asked, version, party)
        return actions.decline(request.actor, asked, version, party, reason)

    return _done(request, plan, deed, _("Answered."))


@require_POST
@page
def withdraw(request: SignedInRequest, uuid: UUID, amendment: UUID) -> HttpResponse:
    """Take an amendment of one's own party back."""
    plan = plan_of(request.user, uuid)
    asked = _asked(plan, amendment)
    return _done(request, plan, lambda: actions.withdraw(request.actor, asked, version_of(request)), _("Withdrawn."))


@require_POST
@page
def leave_out(request: SignedInRequest, uuid: UUID, amendment: UUID, change: int) -> HttpResponse:
    """Take one change out of an amendment of one's own party that nobody has answered."""
    plan = plan_of(request.user, uuid)
    asked = _asked(plan, amendment)
    deed = lambda: actions.leave_out(request.actor, asked, version_of(request), change)  # noqa: E731 - said once
    return _done(request, plan, deed, _("Taken out of the amendment."))


@require_safe
@page
def compare(request: SignedInRequest, uuid: UUID, one: int, other: int) -> HttpResponse:
    """Show two editions side by side."""
    plan = plan_of(request.user, uuid)
    return render(request, "plans/compare.html", {"plan": plan, "comparison": comparison(plan, one, other)})


@require_safe
@page
def choose(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Lead to the comparison of the two editions that were chosen."""
    plan = plan_of(request.user, uuid)
    chosen = [request.GET.get(name, "") for name in ("one", "other")]
    if not all(each.isdecimal() for each in chosen):
        messages.error(request, _("Choose two editions to compare."))
        return redirect("plans:editions", uuid)
    return redirect("plans:compare", plan.uuid, int(chosen[0]), int(chosen[1]))


def _asked(plan: Plan, amendment: UUID) -> Amendment:
    return plan.amendments.select_related("plan", "base__plan__agreement", "party").get(uuid=amendment)


def _done(request: SignedInRequest, plan: Plan, deed: Callable[[], object], said: str) -> HttpResponse:
    try:
        deed()
    except Overtaken:
        messages.error(request, _(CONFLICT))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, said)
    return redirect("plans:amendments", plan.uuid)
