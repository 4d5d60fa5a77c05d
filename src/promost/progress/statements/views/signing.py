"""Signing, returning, objecting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit import uploads
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.ledger.models import Fact
from promost.ledger.queries import fact_of
from promost.plans.models import Party, Plan
from promost.plans.pages.approvals import scan_refused
from promost.plans.queries.plans import plan_of
from promost.progress.models import Statement, StatementState
from promost.progress.statements import actions, queries
from promost.progress.statements.forms import PaperForm, ReasonForm, ReturnForm, SignForm
from promost.progress.statements.parties import sits_for
from promost.progress.statements.showing import title_of

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@page
def sign(request: SignedInRequest, uuid: UUID, party: int) -> HttpResponse:
    """Sign for one's party, once it is sure who signs."""
    statement = queries.statement_of(request.user, uuid)
    mine = party_of(statement.plan, party)
    require(request.actor, "progress.sign", (statement, mine))
    answer: HttpResponse = _sign(request, statement, mine)
    return answer


@reauthentication_required
def _sign(request: HttpRequest, statement: Statement, party: Party) -> HttpResponse:
    form = SignForm(request.POST or None, initial={"digest": statement.digest, "version": statement.version})
    actor: Any = getattr(request, "actor", None)

    def deed() -> None:
        data = form.cleaned_data
        actions.sign(actor, statement, party, data["digest"], data["version"])
        messages.success(request, _signed(statement, party))

    return _answer(request, form, deed, "progress/statements/sign.html", statement, party)


def _signed(statement: Statement, party: Party) -> str:
    """Say what the signature did: the last one accepts the statement."""
    if statement.state == StatementState.ACCEPTED:
        return _("The statement is accepted.")
    return _("Signed for %(party)s.") % {"party": party.called}


@require_http_methods(["GET", "HEAD", "POST"])
@page
def paper(request: SignedInRequest, uuid: UUID, party: int) -> HttpResponse:
    """Attach the scan of the sheet that a party signed on paper."""
    statement = queries.statement_of(request.user, uuid)
    mine = party_of(statement.plan, party)
    require(request.actor, "progress.sign_on_paper", (statement, mine))
    form = PaperForm(request.POST or None, request.FILES or None, initial={"version": statement.version})

    def deed() -> None:
        data = form.cleaned_data
        typed = data["digest"].strip().lower()
        digest = statement.digest if statement.digest.startswith(typed) else typed
        actions.sign_on_paper(
            request.actor, statement, mine, digest, data["version"], form.given_scan(), data["signed_on"],
            form.given_sig(),
        )  # fmt: skip
        messages.success(request, _("The paper of %(party)s is attached.") % {"party": mine.called})

    return _answer(request, form, deed, "progress/statements/paper.html", statement, mine)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def give_back(request: SignedInRequest, uuid: UUID, party: int) -> HttpResponse:
    """Return a statement with the reason, and name the facts that are objected to."""
    statement = queries.statement_of(request.user, uuid)
    mine = party_of(statement.plan, party)
    require(request.actor, "progress.return_statement", (statement, mine))
    chosen = "\n".join(request.GET.getlist("fact"))
    form = ReturnForm(request.POST or None, initial={"version": statement.version, "facts": chosen})

    def deed() -> None:
        data = form.cleaned_data
        facts = list(Fact.objects.filter(uuid__in=data["facts"]).order_by("pk"))
        actions.return_statement(request.actor, statement, mine, data["reason"], data["version"], facts)
        messages.success(request, _("The statement is returned; it can be drawn anew."))

    return _answer(request, form, deed, "progress/statements/return.html", statement, mine)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def dispute(request: SignedInRequest, plan: UUID, fact: UUID) -> HttpResponse:
    """Object to a fact for one's party: the next statement leaves it out."""
    found, thing = plan_of(request.user, plan), fact_of(request.user, fact)
    mine = own_party(request, found)
    require(request.actor, "progress.dispute", (found, mine))
    form = ReasonForm(request.POST or None)

    def deed() -> None:
        actions.dispute(request.actor, found, mine, thing, form.cleaned_data["reason"])
        messages.success(request, _("The objection is noted; statements leave the fact out until it is settled."))

    if _done(request, form, deed):
        return redirect("progress:statements", found.uuid)
    context = {"form": form, "fact": thing, "party": mine, "plan": found}
    return render(request, "progress/statements/dispute.html", context, status=WRONG if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def settle(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Say how an objection was settled."""
    objection = queries.dispute_of(request.user, uuid)
    require(request.actor, "progress.settle", objection)
    form = ReasonForm(request.POST or None, initial={"version": objection.version})

    def deed() -> None:
        data = form.cleaned_data
        actions.settle(request.actor, objection, data["reason"], data["version"])
        messages.success(request, _("The objection is settled; the fact goes into the next statement."))

    if _done(request, form, deed):
        return redirect("progress:statements", objection.plan.uuid)
    context = {"form": form, "objection": objection, "fact": objection.fact, "plan": objection.plan}
    return render(request, "progress/statements/settle.html", context, status=WRONG if form.is_bound else 200)


def party_of(plan: Plan, key: int) -> Party:
    """Return a party of the plan's agreement, with its seats. Raises Party.DoesNotExist."""
    return plan.agreement.parties.prefetch_related("seats").get(pk=key)


def own_party(request: SignedInRequest, plan: Plan) -> Party:
    """Return the party for which the reader's organisation sits. Raises Party.DoesNotExist."""
    every = plan.agreement.parties.prefetch_related("seats").order_by("order")
    mine = next((party for party in every if sits_for(request.actor.organisation, party)), None)
    if mine is None:
        raise Party.DoesNotExist
    return mine


def _answer(
    request: Any, form: forms.Form, deed: Callable[[], None], template: str, statement: Statement, party: Party
) -> HttpResponse:
    if _done(request, form, deed):
        return redirect("progress:statement", statement.uuid)
    context = {"form": form, "statement": statement, "party": party, "title": title_of(statement)}
    return render(request, template, context, status=WRONG if form.is_bound else 200)


def _done(request: Any, form: forms.Form, deed: Callable[[], None]) -> bool:
    """Do the deed of a form that is filled in; what stands in the way is told on the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        deed()
    except ValidationError as refused:
        form.add_error(None, refused)
    except Overtaken:
        form.add_error(None, _("Somebody was first: this has changed meanwhile. Open it again and look."))
    except uploads.Refused as refused:
        form.add_error("scan", scan_refused(refused))
    return not form.errors
