"""The curator's queue, and the page on which ticked statements are accepted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit.doors import page
from promost.progress.curator import queries
from promost.progress.curator.actions import Asked, Outcome, accept_many
from promost.progress.models import Statement, StatementState
from promost.progress.statements.showing import period_of, title_of

MOST = 200
"""Statements that are accepted at once."""


@require_safe
@never_cache
@page
def queue(request: SignedInRequest) -> HttpResponse:
    """Show what waits for the curator, and who is late."""
    require(request.actor, "progress.curate")
    organisation = request.actor.organisation
    assert organisation is not None  # noqa: S101 - the rule holds to it; tells the type checker
    found = queries.queue(organisation, queries.now(request.actor.zone))
    mine = [(each, _name(each.statement)) for each in found.mine]
    others = [(each, _name(each.statement)) for each in found.others]
    return render(request, "progress/curator/queue.html", {"queue": found, "mine": mine, "others": others})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@page
def accept(request: SignedInRequest) -> HttpResponse:
    """Show the ticked statements with their digests, once it is sure who accepts; then accept them one by one."""
    require(request.actor, "progress.curate")
    answer: HttpResponse = _accept(request)
    return answer


@reauthentication_required
def _accept(request: HttpRequest) -> HttpResponse:
    actor: Any = getattr(request, "actor", None)
    if request.method != "POST":
        return _ask(request, actor)
    given = dict(each.split(":", 1) for each in request.POST.getlist("statement")[:MOST] if ":" in each)
    asked = []
    for statement in _chosen(actor, list(given)):
        digest, _colon, version = given[str(statement.uuid)].partition(":")
        asked.append(Asked(statement, digest, int(version) if version.isdecimal() else -1))
    _tell(request, accept_many(actor, asked))
    return redirect("progress:curator")


def _ask(request: HttpRequest, actor: Any) -> HttpResponse:
    chosen = [each for each in _chosen(actor, request.GET.getlist("statement")) if each.state == StatementState.OPEN]
    if not chosen:
        messages.error(request, _("Tick the statements that you accept."))
        return redirect("progress:curator")
    return render(request, "progress/curator/accept.html", {"chosen": [(each, _name(each)) for each in chosen]})


def _chosen(actor: Any, uuids: Sequence[str]) -> Sequence[Statement]:
    """The statements of plans that the actor's organisation curates; others are left out as if they were not there."""
    plans = {plan.pk: plan for plan in queries.curated(actor.organisation)}
    known = [found for each in uuids[:MOST] if (found := _uuid(each))]
    rows = list(Statement.objects.filter(uuid__in=known, plan__in=plans).order_by("pk"))
    for row in rows:
        row.plan = plans[row.plan_id]
    return rows


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _name(statement: Statement) -> str:
    return f"{title_of(statement)}, {period_of(statement)}"


def _tell(request: HttpRequest, outcomes: Sequence[Outcome]) -> None:
    if not outcomes:
        messages.error(request, _("Tick the statements that you accept."))
    for each in outcomes:
        values = {"plan": each.statement.plan.title, "statement": title_of(each.statement), "problem": each.problem}
        if each.signature:
            messages.success(request, _("%(plan)s. %(statement)s: accepted.") % values)
        else:
            messages.error(request, _("%(plan)s. %(statement)s: not accepted. %(problem)s") % values)
