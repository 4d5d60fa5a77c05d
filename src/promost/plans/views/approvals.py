"""How a plan comes into force: submitted, approved by every party, sent back, closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can
from promost.kit import uploads
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.plans.actions import approvals as actions
from promost.plans.forms.approvals import ActForm, SendBackForm
from promost.plans.models import Approval, Edition, Party, Plan
from promost.plans.pages import approvals as shown
from promost.plans.queries.approvals import approvers, pending_edition
from promost.plans.queries.plans import plan_of
from promost.plans.views.documents import attachment
from promost.plans.views.shown import version_of

CONFLICT = gettext_noop("Somebody was first: here is the plan as it stands now.")


@require_safe
@page
def show(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show where the plan stands, who has approved it by which act, and what one may do."""
    plan = plan_of(request.user, uuid)
    return render(request, "plans/approval.html", shown.page(request, plan))


@require_POST
@page
def submit(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Put a draft on approval."""
    plan = plan_of(request.user, uuid)
    return _done(request, plan, lambda: actions.submit(request.actor, plan, version_of(request)), _("On approval."))


@require_POST
@page
def send_back(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Make a plan on approval a draft again, with a reason."""
    plan = plan_of(request.user, uuid)
    form = SendBackForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    deed = lambda: actions.send_back(request.actor, plan, version_of(request), reason)  # noqa: E731 - said once
    return _done(request, plan, deed, _("Sent back; it is a draft again."))


@require_POST
@page
def close(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Close a plan whose period is over."""
    plan = plan_of(request.user, uuid)
    return _done(request, plan, lambda: actions.close(request.actor, plan, version_of(request)), _("Closed."))


@require_http_methods(["GET", "HEAD", "POST"])
@page
@reauthentication_required
def approve(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Approve here, for one's own party, after the password was given anew."""
    return _approving(request, uuid, "plans.approve", here=True)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def approve_on_paper(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Note an approval on paper, with the scan of the act."""
    return _approving(request, uuid, "plans.approve_on_paper", here=False)


@require_safe
@page
def scan(request: SignedInRequest, uuid: UUID, key: int) -> HttpResponseBase:
    """Give the scan of an act."""
    found = get_object_or_404(Approval, edition__plan=plan_of(request.user, uuid), pk=key, how="paper")
    return attachment(request, found.scan_sha256, found.scan_name)


def _approving(request: SignedInRequest, uuid: UUID, permission: str, *, here: bool) -> HttpResponse:
    plan = plan_of(request.user, uuid)
    edition = pending_edition(plan)
    parties = _parties(request, edition, permission)
    if edition is None or not parties:
        messages.info(request, _("Nothing of yours waits for approval."))
        return redirect("plans:approval", uuid)
    form = ActForm(request.POST or None, request.FILES or None, parties=parties, here=here)
    if request.method == "POST" and form.is_valid() and _approved(request, edition, form, here=here):
        messages.success(request, _("Approved."))
        return redirect("plans:approval", uuid)
    context: dict[str, Any] = {"plan": plan, "edition": edition, "form": form, "here": here}
    return render(request, "plans/approve.html", context, status=422 if form.is_bound else 200)


def _parties(request: SignedInRequest, edition: Edition | None, permission: str) -> list[Party]:
    if edition is None:
        return []
    done = set(edition.approvals.values_list("party_id", flat=True))
    waiting = [party for party in approvers(edition) if party.pk not in done]
    return [party for party in waiting if can(request.actor, permission, (edition, party))]


def _approved(request: SignedInRequest, edition: Edition, form: ActForm, *, here: bool) -> bool:
    party, act = form.cleaned_data["party"], form.given()
    try:
        if here:
            actions.approve(request.actor, edition, party, act)
        else:
            actions.approve_on_paper(request.actor, edition, party, act, form.taken())
    except ValidationError as refused:
        form.add_error(None, refused)
    except uploads.Refused as refused:
        form.add_error("scan", shown.scan_refused(refused))
    return not form.errors


def _done(request: SignedInRequest, plan: Plan, deed: Callable[[], object], said: str) -> HttpResponse:
    try:
        deed()
    except Overtaken:
        messages.error(request, _(CONFLICT))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, said)
    return redirect("plans:approval", plan.uuid)
