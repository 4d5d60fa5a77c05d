"""A measure: its page, adding and editing by hand."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.plans.actions import measures as actions
from promost.plans.forms.measures import MeasureEditing
from promost.plans.models import MeasureEdition, Plan
from promost.plans.pages.states import clocks
from promost.plans.queries.measures import measure_of, measure_view
from promost.plans.queries.plans import plan_of


@require_safe
@page
def show(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show a measure: promise, owners, deadline, targets, source, history."""
    measure = measure_of(request.user, uuid)
    view = measure_view(measure)
    context = {
        "view": view,
        "measure": measure,
        "clocks": clocks(request.actor, view.parties),
        "may_edit": can(request.actor, "plans.edit_measure", measure),
    }
    return render(request, "plans/measure.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def add(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Add a measure by hand."""
    plan = plan_of(request.user, uuid)
    require(request.actor, "plans.edit_plan", plan)
    editing = MeasureEditing(request.POST or None, plan)
    if request.method == "POST" and editing.is_valid():
        done = _try(editing, lambda: actions.add_measure(request.actor, plan, editing.given()))
        if done:
            messages.success(request, _("The measure was added."))
            return redirect("plans:measure", done.measure.uuid)
    return _form(request, plan, editing, None)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def edit(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Edit a measure by hand in the plan's newest edition."""
    measure = measure_of(request.user, uuid)
    require(request.actor, "plans.edit_measure", measure)
    row = measure_view(measure).row
    editing = MeasureEditing(request.POST or None, measure.plan, row)
    if request.method == "POST" and editing.is_valid():
        done = _try(
            editing,
            lambda: actions.edit_measure(request.actor, row, editing.version, editing.given(), editing.reason),
        )
        if done:
            messages.success(request, _("Saved; what stood before is in the history."))
            return redirect("plans:measure", measure.uuid)
    return _form(request, measure.plan, editing, row)


def _try(editing: MeasureEditing, change: Callable[[], MeasureEdition]) -> MeasureEdition | None:
    try:
        return change()
    except Overtaken:
        editing.fields.add_error(
            None, _("Somebody changed this measure while you worked on it; nothing was overwritten. Open it again.")
        )
    except ValidationError as refused:
        editing.fields.add_error(None, refused)
    return None


def _form(request: SignedInRequest, plan: Plan, editing: MeasureEditing, row: MeasureEdition | None) -> HttpResponse:
    return render(request, "plans/measure_form.html", {"plan": plan, "editing": editing, "row": row})
