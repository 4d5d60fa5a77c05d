"""The history of a thing: a page for whoever may see the thing, and a file of all of it. Nobody edits it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from promost.kit.doors import Request, page
from promost.kit.histories import shown, things

ON_A_PAGE = 50


@require_safe
@page
def show(request: Request, kind: str, ident: str) -> HttpResponse:
    """Show who did what with a thing, when, on whose behalf and why, the newest first."""
    found = things.find(request.user, kind, ident)
    listed = Paginator(found.entries, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"found": found, "page": listed, "deeds": shown.deeds(list(listed))}
    return render(request, "kit/history.html", context)


@require_safe
@page
def file(request: Request, kind: str, ident: str) -> HttpResponse:
    """Give the whole history as a .csv file."""
    found = things.find(request.user, kind, ident)
    answer = HttpResponse(shown.as_csv(list(found.entries)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="history-{found.ref.kind}.csv"'
    return answer
