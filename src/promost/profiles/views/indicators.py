"""All indicators with their definitions, by the room whose work they count."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.kit.doors import page
from promost.profiles.pages import room_name
from promost.profiles.queries import by_room


@require_safe
@page
def listing(request: SignedInRequest) -> HttpResponse:
    """Show every indicator, and where the levels of one's own organisation and region stand."""
    require(request.actor, "profiles.view_indicators")
    own = request.actor.organisation
    context = {
        "groups": [(room_name(code), rows) for code, rows in by_room().items()],
        "own": own if own and can(request.actor, "profiles.view_levels", own) else None,
        "region": own.region if own else None,
        "may_define": can(request.actor, "profiles.view_indicator"),
    }
    return render(request, "profiles/indicators.html", context)
