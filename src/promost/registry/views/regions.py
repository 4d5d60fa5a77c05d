"""The regions: the map of the hours, and the list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from promost.kit import clock
from promost.registry.pages import zones
from promost.registry.queries.reference import regions_with_counts


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the regions with the hour in each; everybody may look."""
    regions = list(regions_with_counts())
    moment = clock.now()
    context = {
        "map": zones.time_map(regions, moment) if regions else None,
        "districts": zones.districts(regions, moment),
        "links": request.user.is_authenticated,
    }
    return render(request, "registry/regions.html", context)
