"""The facts behind a figure, one fact, its reversal."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.kit.doors import page
from promost.ledger import actions, queries
from promost.ledger.forms import ReasonForm
from promost.ledger.models import How
from promost.ledger.pages import shown
from promost.ledger.problems import Bad
from promost.plans.pages import extensions

PAGE = 50


@require_safe
@page
def listing(request: SignedInRequest, /) -> HttpResponse:
    """Show the facts that an address asks for, with who recorded them and what proves them."""
    try:
        asked = queries.asked_for(request.user, request.GET.dict())
    except ValueError:
        return render(request, "ledger/facts.html", {"misread": True, "title": _("Facts")}, status=400)
    rows, hidden = queries.facts(request.user, asked)
    paged = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "page": paged,
        "hidden": hidden,
        "summary": shown.summary(asked, rows),
        "title": shown.title(asked),
        "has_running": asked.adds_up and not hidden,
        "back": shown.back(asked),
    }
    return render(request, "ledger/facts.html", context)


@require_safe
@page
def show(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show a fact: what happened, where it comes from, its evidence, its history."""
    fact = queries.fact_of(request.user, uuid)
    may_reverse = fact.how != How.ROOM and fact.reverses_id is None and not shown.turned(fact)
    view = queries.fact_view(request.user, fact)
    context = {
        "fact": fact,
        "view": view,
        "may_reverse": may_reverse and can(request.actor, "ledger.reverse_fact", fact),
        "may_attach": can(request.actor, "ledger.attach_evidence", fact),
        "buttons": extensions.fact_buttons(request, fact),
        "keeping": {each.pk for each in view.evidence if can(request.actor, "ledger.keep_evidence", each)},
    }
    return render(request, "ledger/fact.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def reverse_fact(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Take a fact back, with the reason."""
    fact = queries.fact_of(request.user, uuid)
    require(request.actor, "ledger.reverse_fact", fact)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reverse(request.actor, fact, form.cleaned_data["reason"], form.given_token)
            messages.success(request, _("The fact is reversed. Both stay, and the figure is as before it."))
            return redirect("ledger:fact", fact.uuid)
        except Bad as bad:
            form.refuse(bad)
    return render(request, "ledger/reverse.html", {"fact": fact, "form": form})
