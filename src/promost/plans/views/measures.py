"""A measure: its page, adding and editing by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.kit.conditional import kept
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.plans.actions import measures as actions
from promost.plans.forms.measures import MeasureEditing
from promost.plans.models import Measure, MeasureEdition, Plan, PlanState
from promost.plans.pages import extensions
from promost.plans.pages.as_of import AsOf, asked
from promost.plans.pages.promises import promises
from promost.plans.pages.states import clocks
from promost.plans.queries.flat import flat_rows
from promost.plans.queries.measures import MeasureView, measure_history, measure_of, measure_view, newest_row
from promost.plans.queries.plans import plan_of
from promost.plans.seats import remember_owners

CONFLICT = 409
LATER = 25
"""Panels of the rooms above from this place on stand below the owners."""


@require_safe
@page
@kept
def show(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show a measure: promise, owners, deadline, targets, source, history."""
    as_of = asked(request)
    view = measure_view(request.user, uuid, as_of.moment)
    if not as_of.day:
        remember_owners(view.measure, view.owners)
    context = {
        "view": view,
        "measure": view.measure,
        "as_of": as_of,
        "clocks": clocks(request.actor, view.parties),
        "may_edit": not as_of.day and can(request.actor, "plans.edit_measure", view.measure),
        "is_in_force": view.measure.plan.state == PlanState.IN_FORCE,
        "buttons": () if as_of.day else extensions.buttons(request, view.measure, as_of.moment),
        **_panels(request, view, as_of),
    }
    return render(request, "plans/measure.html", context)


def _panels(request: SignedInRequest, view: MeasureView, as_of: AsOf) -> dict[str, Any]:
    """The cards of the rooms above, by column; the measure's own promises where none of them shows its targets."""
    found = extensions.panels(request, view.measure, as_of.moment)
    own_targets = not any(panel.targets for panel in found)
    return {
        "first": [panel for panel in found if not panel.aside and panel.place < LATER],
        "later": [panel for panel in found if not panel.aside and panel.place >= LATER],
        "aside": [panel for panel in found if panel.aside],
        "own_targets": own_targets,
        "promises": promises(view) if own_targets else (),
        "marks": [mark for panel in found for mark in panel.marks],
        "is_settled": any(panel.is_settled for panel in found),
        "missed_on": next((panel.missed_on for panel in found if panel.missed_on), None),
    }


@require_safe
@page
@kept
def history(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show who changed a measure, when and why; htmx gets the list alone, for the measure's page."""
    as_of = asked(request)
    measure = measure_of(request.user, uuid)
    context = {"measure": measure, "as_of": as_of, "entries": measure_history(measure, as_of.moment)}
    return render(request, "plans/parts/history.html" if request.htmx else "plans/measure_history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def add(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Add a measure by hand."""
    plan = plan_of(request.user, uuid)
    require(request.actor, "plans.edit_plan", plan)
    editing = MeasureEditing(request.POST or None, plan)
    if request.method == "POST" and editing.is_valid():
        try:
            made = actions.add_measure(request.actor, plan, editing.given())
        except ValidationError as refused:
            editing.fields.add_error(None, refused)
        else:
            messages.success(request, _("The measure was added."))
            return redirect("plans:measure", made.measure.uuid)
    return _form(request, plan, editing, None)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def edit(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Edit a measure by hand in the plan's newest edition; whoever is second gets back what they typed."""
    measure = measure_of(request.user, uuid)
    require(request.actor, "plans.edit_measure", measure)
    row = newest_row(measure)
    editing = MeasureEditing(request.POST or None, measure.plan, row)
    if request.method != "POST" or not editing.is_valid():
        return _form(request, measure.plan, editing, row)
    try:
        actions.edit_measure(request.actor, row, editing.version, editing.given(), editing.reason)
    except Overtaken:
        return _overtaken(request, measure)
    except ValidationError as refused:
        editing.fields.add_error(None, refused)
        return _form(request, measure.plan, editing, row)
    messages.success(request, _("Saved; what stood before is in the history."))
    return redirect("plans:measure", measure.uuid)


def _overtaken(request: SignedInRequest, measure: Measure) -> HttpResponse:
    """Give back what was typed, with the measure as it stands now: saving again puts it in that one's place."""
    row = newest_row(measure)
    newer = request.POST.copy()
    newer["row-version"] = str(row.version)
    now = flat_rows(row.edition, row.pk)[measure.pk]
    return _form(request, measure.plan, MeasureEditing(newer, measure.plan, row), row, now, status=CONFLICT)


def _form(
    request: SignedInRequest,
    plan: Plan,
    editing: MeasureEditing,
    row: MeasureEdition | None,
    now: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"plan": plan, "editing": editing, "row": row, "now": now or {}}
    return render(request, "plans/measure_form.html", context, status=status)
