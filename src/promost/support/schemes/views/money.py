"""The year's money of a scheme: the limit, what is granted, what is left."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit import capacity, clock
from promost.kit.doors import page
from promost.support.applications import budget
from promost.support.models import Scheme
from promost.support.schemes.forms.money import MoneyForm
from promost.support.schemes.pages.showing import scheme_of
from promost.support.schemes.windows import zone_of


@require_http_methods(["GET", "HEAD", "POST"])
@page
def money(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show the limits of the last, this and the next year, and set one."""
    scheme = scheme_of(request.user, uuid)
    require(request.actor, "support.publish_scheme", scheme)
    this = clock.today(zone_of(scheme)).year
    form = MoneyForm(request.POST if request.method == "POST" else None, initial={"year": this})
    if request.method == "POST" and form.is_valid():
        try:
            budget.set_budget(request.actor, scheme, form.cleaned_data["year"], form.cleaned_data["amount"])
        except ValidationError as refused:
            form.add_error("amount", refused.messages)
        else:
            messages.success(request, _("The limit is set."))
            return redirect("support:scheme-money", uuid)
    context = {"scheme": scheme, "form": form, "years": _years(scheme, this)}
    return render(request, "support/schemes/money.html", context, status=422 if form.errors else 200)


def _years(scheme: Scheme, this: int) -> list[tuple[int, capacity.Occupancy | None]]:
    years = (this - 1, this, this + 1)
    found = capacity.occupancy([budget.name_of(scheme, year) for year in years])
    return [(year, found.get(budget.name_of(scheme, year))) for year in years]
