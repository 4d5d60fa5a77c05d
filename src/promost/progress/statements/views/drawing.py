"""Drawing a statement: what is missing for it and why, the words of owners, the deed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit.doors import page
from promost.kit.moments import Moment
from promost.ledger.problems import Bad
from promost.plans.models import Target
from promost.plans.queries.editions import edition_of
from promost.plans.queries.parties import load_parties
from promost.progress.models import Declared
from promost.progress.statements import actions, queries
from promost.progress.statements.forms import DeclareForm, DrawForm, day_of

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@page
def draw(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show what would be drawn and what is missing for it; draw it."""
    edition = edition_of(request.user, uuid, Moment.now(request.actor.zone))
    plan = edition.plan
    load_parties(plan.agreement)
    require(request.actor, "progress.draw_statement", plan)
    refused = ""
    if request.method == "POST":
        form = DrawForm(request.POST)
        try:
            if form.is_valid():
                data = form.cleaned_data
                made = actions.draw(request.actor, plan, data["quarter"], is_final=data["is_final"])
                messages.success(request, _("The statement is drawn. The parties sign it in their order."))
                return redirect("progress:statement", made.uuid)
            refused = _("Choose the quarter.")
        except actions.CannotDraw as told:
            refused = " ".join(told.messages)
    asked = day_of(request.POST.get("quarter") or request.GET.get("quarter", ""))
    prospect = queries.prospect(request.actor, edition, asked)
    may_be_final = prospect.quarter is not None and prospect.quarter.ends_on >= plan.ends_on
    context = {"plan": plan, "prospect": prospect, "refused": refused, "may_be_final": may_be_final}
    return render(request, "progress/statements/draw.html", context, status=WRONG if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def declare(request: SignedInRequest, uuid: UUID, day: str) -> HttpResponse:
    """Say of a due target without facts: zero, or not reported and why."""
    target, ends_on = queries.target_of(request.user, uuid), day_of(day)
    if ends_on is None:
        raise Http404
    require(request.actor, "progress.declare", target)
    form = DeclareForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _declared(request, target, ends_on, form):
        messages.success(request, _("It is noted."))
        return redirect(f"{reverse('progress:draw', args=[target.plan.uuid])}?quarter={ends_on.isoformat()}")
    context = {"target": target, "ends_on": ends_on, "form": form}
    return render(request, "progress/statements/declare.html", context, status=WRONG if form.is_bound else 200)


def _declared(request: SignedInRequest, target: Target, ends_on: date, form: DeclareForm) -> bool:
    data = form.cleaned_data
    try:
        actions.declare(request.actor, target, ends_on, Declared(data["says"]), data["reason"], data["token"])
    except ValidationError as refused:
        form.add_error(None, refused)
    except Bad as bad:
        form.add_error(None, bad.words)
    return not form.errors
