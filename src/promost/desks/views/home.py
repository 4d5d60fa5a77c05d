"""The home page."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from promost.accounts import acting
from promost.accounts.requests import SignedInRequest
from promost.desks.pages import briefs
from promost.desks.queries import home as queries
from promost.kit.charts import tile_map
from promost.kit.charts.chart import Chart
from promost.kit.moments import Moment
from promost.plans.pages.states import clocks
from promost.plans.queries.imports import open_imports


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what the programme is, where it works and what needs attention; a stranger sees what is public."""
    asked = cast(SignedInRequest, request)
    signed_in = request.user.is_authenticated
    if signed_in:
        acting.organisations_of(request)  # once for all that asks for them below
    programmes = queries.programmes(asked.user)
    places = queries.places(asked.user)
    context = {
        "programmes": programmes,
        "map": _map(programmes, places),
        "desks": [(place.region, _desk(place)) for place in places if place.is_open],
        "briefs": _briefs(asked, programmes) if signed_in else (),
        "imports": open_imports(asked.user) if signed_in else (),
    }
    return render(request, "desks/home.html", context)


def _briefs(request: SignedInRequest, programmes: list[queries.Programme]) -> list[dict[str, Any]]:
    now = Moment.now(request.actor.zone)
    return [
        {
            "plan": brief.plan,
            "clocks": clocks(request.actor, brief.parties),
            "count": len(brief.rows),
            "states": briefs.states(brief),
            "figures": briefs.figures(brief),
            "attention": briefs.attention(brief),
        }
        for brief in queries.plan_briefs(request.user, now, programmes)
    ]


def _map(programmes: list[queries.Programme], places: list[queries.PlaceOnMap]) -> Chart:
    urls = {place.region.code: _desk(place) for place in places if place.is_open}
    return tile_map.draw(
        queries.tiles(programmes, places, urls),
        queries.bridges(programmes),
        title=_("Where the programmes work"),
        level_words=(_("not in a programme"), "", "", "", _("takes part in a programme")),
    )


def _desk(place: queries.PlaceOnMap) -> str:
    return reverse("desks:region", args=[place.region.code])
