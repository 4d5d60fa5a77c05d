"""The page of duties, and the number beside its line in the menu."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.duties import pages, queries
from promost.kit.doors import page

PAGE = 50
NOTHING = 204


@page
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """Show what I and the organisation acted for owe: what is over first, then by the day; what is settled below."""
    require(request.actor, "duties.list_duties")
    whose = pages.whose(request.GET.get("of", ""))
    counts = queries.counts(request.actor)
    rows = Paginator(queries.open_duties(request.actor, whose), PAGE).get_page(request.GET.get("page"))
    settled = list(queries.settled_duties(request.actor, whose))
    shown = queries.views([*rows, *settled])
    context = {
        "organisation": request.actor.organisation,
        "zone": str(request.actor.zone),
        "tabs": pages.tabs(whose, counts),
        "page": rows,
        "groups": pages.groups(shown[: len(rows)]),
        "settled": pages.settled(shown[len(rows) :]),
    }
    return render(request, "duties/index.html", context)


@page
@require_safe
def pressing(request: SignedInRequest) -> HttpResponse:
    """Give the number beside the menu's line: what is over or ends within a week; nothing where there is nothing."""
    count = queries.pressing(request.actor) if can(request.actor, "duties.list_duties") else 0
    response = (
        render(request, "duties/parts/pressing.html", {"count": count}) if count else HttpResponse(status=NOTHING)
    )
    patch_cache_control(response, private=True, max_age=30)
    return response
