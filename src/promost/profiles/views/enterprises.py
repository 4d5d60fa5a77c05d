"""The register of enterprises: its list, and one enterprise as open registers have it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.kit.doors import page
from promost.profiles import actions
from promost.profiles.models import Category
from promost.profiles.pages.enterprises import activities, told_page
from promost.profiles.queries import enterprises
from promost.profiles.queries.enterprises import Sought
from promost.registry.models import OrganisationKind
from promost.registry.queries.reference import region_list

ON_A_PAGE = 50


@require_safe
@page
def listing(request: SignedInRequest) -> HttpResponse:
    """Show the register by name, INN, region, activity and category; htmx swaps the list alone."""
    require(request.actor, "profiles.view_register")
    sought = Sought(*(request.GET.get(name, "")[:200].strip() for name in ("q", "region", "okved", "category")))
    found = Paginator(enterprises.find(sought), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"sought": sought, "found": found}
    if request.htmx:
        return render(request, "profiles/parts/enterprises.html", context)
    own = request.actor.organisation
    context |= {
        "own": own if own and own.kind == OrganisationKind.ENTERPRISE else None,
        "categories": Category.choices,
        "regions": region_list(),
        "may_load": can(request.actor, "profiles.import_enterprises"),
    }
    return render(request, "profiles/enterprises.html", context)


@require_safe
@page
def show(request: SignedInRequest, inn: str) -> HttpResponse:
    """Show what open registers say of an enterprise, and the way to what it told."""
    require(request.actor, "profiles.view_register")
    row = enterprises.one(inn)
    context = {
        "row": row,
        "activities": activities(row.okveds.split()),
        "told_url": told_page(request.actor, row.organisation),
        "may_take_up": row.organisation is None and can(request.actor, "profiles.take_up"),
    }
    return render(request, "profiles/enterprise.html", context)


@require_POST
@page
def take_up(request: SignedInRequest, inn: str) -> HttpResponse:
    """Take an enterprise up among the organisations."""
    return redirect("registry:organisation", actions.take_up(request.actor, inn).uuid)
