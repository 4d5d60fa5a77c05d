"""The list of schemes, open to everybody."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from promost.accounts.requests import ActingRequest
from promost.accounts.rules import can
from promost.kit import clock
from promost.support.models import Scheme
from promost.support.schemes import listing
from promost.support.schemes.forms.filters import SchemesFilter
from promost.support.schemes.pages import terms
from promost.support.schemes.views.doors import open_page

PAGE = 25
KINDS = {"draft": "neutral", "review": "warn", "published": "info", "archived": "neutral"}


@require_safe
@open_page
def schemes(request: ActingRequest) -> HttpResponse:
    """Show the schemes; drafts and those in review only to whoever looks after them."""
    user: Any = request.user
    form = SchemesFilter(request.GET)
    asked = form.asked()
    now = clock.now()
    shown = Paginator(listing.found(user, asked, now), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form.with_choices(listing.regions_of(user), listing.providers_of(user), user.is_authenticated),
        "asked": asked,
        "shown": shown,
        "rows": [_row(each, now) for each in shown],
        "may_add": can(request.actor, "support.add_scheme"),
    }
    page = "support/schemes/parts/list.html" if request.htmx else "support/schemes/list.html"
    return render(request, page, context)


def _row(scheme: Scheme, now: Any) -> dict[str, Any]:
    return {
        "scheme": scheme,
        "amount": terms.amount(scheme),
        "rate": terms.rate(scheme),
        "open": terms.openness(scheme, now),
        "state_kind": KINDS[scheme.state],
    }
