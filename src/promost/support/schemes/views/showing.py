"""The page of a scheme, open to everybody once it is published."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from promost.accounts.requests import ActingRequest
from promost.kit import clock
from promost.support.criteria import counting
from promost.support.models import Scheme
from promost.support.schemes.pages import showing
from promost.support.schemes.queries import criteria_of
from promost.support.schemes.views.doors import open_page
from promost.support.schemes.windows import zone_of


@require_safe
@open_page
def scheme(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show a scheme: what is given, to whom, when, by whom, and how one applies."""
    user: Any = request.user
    found = showing.scheme_of(user, uuid)
    counted = _counted(found) if "count" in request.GET else None
    context = {**showing.shown(request, found, clock.now()), "counted": counted}
    return render(request, "support/schemes/scheme.html", context)


@require_safe
@open_page
def fits(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Say how many known enterprises a scheme fits; asked for by the page once it is shown."""
    user: Any = request.user
    found = showing.scheme_of(user, uuid)
    if not request.htmx:
        return redirect(f"{reverse('support:scheme', args=[uuid])}?count=1#fits")
    return render(request, "support/schemes/parts/counted.html", {"counted": _counted(found), "scheme": found})


def _counted(scheme: Scheme) -> counting.Counted | None:
    return counting.count(criteria_of(scheme), counting.region_of(scheme), clock.today(zone_of(scheme)))
