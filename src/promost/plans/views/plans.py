"""The list of plans, a plan, its editions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can
from promost.kit.conditional import kept
from promost.kit.doors import page
from promost.plans.forms.filters import FilterForm
from promost.plans.pages import states, waiting
from promost.plans.pages.as_of import AsOf, asked
from promost.plans.pages.extensions import PlanPart, plan_part
from promost.plans.pages.overview import overview
from promost.plans.pages.schedule import schedule
from promost.plans.pages.targets import targets_shown
from promost.plans.permissions import agreements_visible_to
from promost.plans.queries.editions import edition_of
from promost.plans.queries.imports import open_imports
from promost.plans.queries.plans import PlanView, edition_list, plan_list, plan_of, plan_view

VIEWS = ("list", "schedule", "targets")
PAGE = 200
"""Measures on one page; only a very long plan has a second one."""


@require_safe
@page
def index(request: SignedInRequest) -> HttpResponse:
    """Show the user's plans and the previews that wait for an officer."""
    context = {
        "plans": plan_list(request.user),
        "imports": open_imports(request.user),
        "may_found": can(request.actor, "plans.add_agreement") or agreements_visible_to(request.user).exists(),
    }
    return render(request, "plans/index.html", context)


@require_safe
@page
@kept
def show(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show a plan: its measures with filter and search, its schedule, or its targets. htmx gets the rows alone."""
    as_of, form = asked(request), FilterForm(request.GET)
    edition = edition_of(request.user, uuid, as_of.moment, form.edition())
    view = plan_view(edition, form.asked(), as_of.moment)
    part = plan_part(request, view)
    context = {**_around(request, view, part, as_of), **_rows(request, view, part, form, as_of.query)}
    return render(request, "plans/parts/measures.html" if _asks_rows(request) else "plans/plan.html", context)


def _around(request: SignedInRequest, view: PlanView, part: PlanPart, as_of: AsOf) -> dict[str, Any]:
    """What stands around the measures: the plan, its overview, what needs attention, what the reader may do."""
    everything = states.with_parts(view.rows, part.measures)
    return {
        "view": view,
        "plan": view.plan,
        "as_of": as_of,
        "overview": overview(request, part),
        "attention": states.attention(everything),
        "next_due": states.next_due(everything),
        "buttons": () if as_of.day else part.buttons,
        "waiting": () if as_of.day or _asks_rows(request) else waiting.lines(request.actor, view),
        "may_edit": not as_of.day and can(request.actor, "plans.edit_plan", view.plan),
    }


def _rows(request: SignedInRequest, view: PlanView, part: PlanPart, form: FilterForm, query: str) -> dict[str, Any]:
    """The measures that fit the filters, as a list or a schedule; or the targets of the whole plan."""
    chosen = request.GET.get("view", "")
    chosen = chosen if chosen in VIEWS else VIEWS[0]
    state = form.state_asked(part)
    fitting = [each for each in states.with_parts(view.shown, part.measures) if state in {"", each[1].state}]
    shown = Paginator(fitting, PAGE).get_page(request.GET.get("page"))
    rows = tuple(shown.object_list)
    return {
        "form": form.with_choices(view, part),
        "shown_as": chosen,
        "tabs": states.tabs(request, view, chosen, len(fitting)),
        "shown": shown,
        "groups": states.groups(rows),
        "clocks": states.clocks(request.actor, view.parties),
        "schedule": schedule(view, rows, query) if chosen == "schedule" else None,
        "targets": targets_shown(view, part) if chosen == "targets" else (),
    }


def _asks_rows(request: SignedInRequest) -> bool:
    return bool(request.htmx) and not request.htmx.boosted and not request.htmx.history_restore_request


@require_safe
@page
@kept
def editions(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show a plan's editions: the document each came from, by whom, when, why."""
    plan = plan_of(request.user, uuid)
    rows = edition_list(plan)
    return render(
        request, "plans/editions.html", {"plan": plan, "editions": rows, "last_two": [e.number for e in rows[:2]]}
    )
