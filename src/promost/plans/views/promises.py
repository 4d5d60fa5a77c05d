"""What counts towards a plan's promises: its targets' way of counting, its participants."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.plans import counted_by
from promost.plans.actions import promises as actions
from promost.plans.forms.promises import CountingForm, ParticipantForm, UntilForm, confirmed
from promost.plans.models import Plan
from promost.plans.queries.counting import counted_targets, row_of
from promost.plans.queries.plans import plan_of


@require_http_methods(["GET", "HEAD", "POST"])
@page
def counting(request: SignedInRequest, uuid: UUID, target: UUID) -> HttpResponse:
    """Say how a target is counted."""
    plan = plan_of(request.user, uuid)
    require(request.actor, "plans.edit_plan", plan)
    chosen = plan.targets.select_related("plan", "indicator", "measure").get(uuid=target)
    form = CountingForm(chosen, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_counting(request.actor, chosen, **form.given())
            messages.success(request, _("Saved."))
            return redirect(f"{reverse('plans:plan', args=[uuid])}?view=targets")
        except Overtaken:
            form.add_error(None, _("Somebody changed this target meanwhile; open it again."))
        except ValidationError as refused:
            form.add_error(None, refused)
    context = {"plan": plan, "target": chosen, "form": form, "groups": counted_by.groups(chosen)}
    context["row"] = row_of(chosen)
    return render(request, "plans/counting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def indicators(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show what each number of the plan is counted by; an officer confirms proposals, one or many."""
    plan = plan_of(request.user, uuid)
    if request.method == "POST":
        _confirm(request, plan)
        return redirect("plans:indicators", uuid)
    targets = counted_targets(plan)
    context = {
        "plan": plan,
        "targets": targets,
        "proposed": sum(each.is_proposed for each in targets),
        "without": sum(each.target.indicator is None for each in targets),
        "may_edit": can(request.actor, "plans.edit_plan", plan),
    }
    return render(request, "plans/indicators.html", context)


def _confirm(request: SignedInRequest, plan: Plan) -> None:
    try:
        count = actions.confirm_indicators(request.actor, plan, confirmed(request.POST))
    except Overtaken:
        messages.error(request, _("Somebody changed one of these promises meanwhile; nothing was confirmed."))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        words = ngettext("%(count)s indicator is confirmed.", "%(count)s indicators are confirmed.", count)
        messages.success(request, words % {"count": count})


@require_http_methods(["GET", "HEAD", "POST"])
@page
def participants(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show who takes part in the plan, and add an organisation."""
    plan = plan_of(request.user, uuid)
    form = ParticipantForm(request.POST or None, initial={"since": plan.starts_on})
    if request.method == "POST":
        require(request.actor, "plans.edit_plan", plan)
        if form.is_valid():
            try:
                actions.add_participant(request.actor, plan, **form.cleaned_data)
                return redirect("plans:participants", uuid)
            except ValidationError as refused:
                form.add_error("since", refused)
    context = {
        "plan": plan,
        "form": form,
        "until": UntilForm(initial={"until": plan.ends_on}),
        "participants": plan.participants.select_related("organisation").order_by("since", "pk"),
        "may_edit": can(request.actor, "plans.edit_plan", plan),
    }
    return render(request, "plans/participants.html", context)


@require_POST
@page
def end_participation(request: SignedInRequest, uuid: UUID, key: int) -> HttpResponse:
    """Note the last day on which an organisation took part."""
    plan = plan_of(request.user, uuid)
    participant = plan.participants.select_related("plan", "organisation").get(pk=key)
    form = UntilForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the last day on which it took part."))
        return redirect("plans:participants", uuid)
    try:
        actions.end_participation(request.actor, participant, form.cleaned_data["until"])
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("plans:participants", uuid)
