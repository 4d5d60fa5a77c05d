"""Pages of the desks."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from promost.accounts import acting
from promost.accounts.requests import SignedInRequest
from promost.desks import queries
from promost.desks.figures import kpis
from promost.kit.charts import tile_map
from promost.plans.pages.states import clocks
from promost.plans.queries.imports import open_imports


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what the programme is, where it works and what needs attention; a stranger sees what is public."""
    asked = cast(SignedInRequest, request)
    signed_in = request.user.is_authenticated
    if signed_in:
        acting.organisations_of(request)  # once for all that asks for them below
    agreements = queries.programmes(asked.user)
    context = {
        "agreements": agreements,
        "map": tile_map.draw(
            queries.tiles(agreements),
            queries.bridges(agreements),
            title=_("Where the programmes work"),
            level_words=(_("not in a programme"), "", "", "", _("takes part in a programme")),
        ),
        "briefs": [
            (brief, clocks(asked.actor, brief.parties), kpis(brief))
            for brief in (queries.plan_briefs(asked.user) if signed_in else ())
        ],
        "imports": open_imports(asked.user) if signed_in else (),
    }
    return render(request, "desks/home.html", context)
