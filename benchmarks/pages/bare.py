"""The peers: a Django view that lists the same rows as one writes it on the first day, and one as bare as can be."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.html import format_html, format_html_join

from promost.conf import urls as site
from promost.plans.models import MeasureEdition, Plan


@login_required
def plan(request: HttpRequest, uuid: str) -> HttpResponse:
    """List a plan's measures: number, title, deadline, owners, targets."""
    shown = get_object_or_404(Plan, uuid=uuid)
    edition = shown.editions.latest("number")
    rows = (
        edition.measures.select_related("lead", "section", "measure")
        .prefetch_related("owners__organisation", "owners__party", "measure__targets__values")
        .order_by("position")[:200]
    )
    return render(request, "bare.html", {"plan": shown, "rows": rows})


@login_required
def barest(request: HttpRequest, uuid: str) -> HttpResponse:
    """List number, title and deadline alone: one query of plain values, no template."""
    rows = MeasureEdition.objects.filter(edition__plan__uuid=uuid).order_by("position")[:200]
    lines = rows.values_list("number", "measure__uuid", "title", "ends_on")
    table = format_html_join("", '<tr><td>{}</td><td><a href="/measures/{}/">{}</a></td><td>{}</td></tr>', lines)
    return HttpResponse(format_html("<!DOCTYPE html><table>{}</table>", table))


urlpatterns = [path("bare/<uuid:uuid>/", plan), path("barest/<uuid:uuid>/", barest), *site.urlpatterns]
