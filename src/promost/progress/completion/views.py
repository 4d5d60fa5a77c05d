"""Answering for completion documents: one from its measure's page, many from a list."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.ledger.models import Entry
from promost.ledger.problems import Bad
from promost.plans.models import Measure, Plan
from promost.plans.queries.plans import plan_of
from promost.progress.completion import actions, showing
from promost.progress.completion.forms import ReturnForm
from promost.progress.completion.queries import submission_of, waiting
from promost.progress.completion.said import overtaken

WRONG = 422


@require_POST
@page
def confirm(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Confirm one document."""
    entry = submission_of(request.user, uuid)
    require(request.actor, "progress.decide_completion", entry)
    (outcome,) = actions.confirm_many(request.actor, [entry])
    if outcome.decision:
        messages.success(request, _("Confirmed. The document counts from the day on which it was handed in."))
    else:
        messages.error(request, outcome.problem)
    return redirect("plans:measure", _measure(entry).uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def give_back(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Return one document with a reason."""
    entry = submission_of(request.user, uuid)
    require(request.actor, "progress.decide_completion", entry)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _returned(request, entry, form):
        return redirect("plans:measure", _measure(entry).uuid)
    context = {"entry": entry, "measure": _measure(entry), "form": form}
    return render(request, "progress/completion/return.html", context, status=WRONG if form.is_bound else 200)


def _returned(request: SignedInRequest, entry: Entry, form: ReturnForm) -> bool:
    """Return the document; False where the form has to come back with what is wrong."""
    try:
        actions.return_(request.actor, entry, form.cleaned_data["reason"])
    except ValidationError as refused:
        form.add_error("reason", refused)
        return False
    except Bad as bad:
        form.add_error(None, bad.words)
        return False
    except Overtaken as second:
        messages.error(request, overtaken(second))
        return True
    messages.success(request, _("Returned. The measure is open again, and its owner reads why."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@page
def confirmations(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show the documents of a plan that wait, and confirm those that were ticked; what came of each is told."""
    plan = plan_of(request.user, uuid)
    outcomes: list[actions.Outcome] = []
    status = 200
    if request.method == "POST":
        require(request.actor, "progress.decide_completions", plan)
        ticked = _ticked(request, plan)
        outcomes = actions.confirm_many(request.actor, ticked)
        status = _say(request, outcomes)
    documents = showing.shown(request.actor, waiting([plan], request.user))
    context = {
        "plan": plan,
        "documents": documents,
        "may_confirm": any(each.mine for each in documents),
        "failed": showing.failed(outcomes),
    }
    return render(request, "progress/completion/confirmations.html", context, status=status)


def _ticked(request: SignedInRequest, plan: Plan) -> list[Entry]:
    """The documents of the plan that were ticked; what is no document of it is left out."""
    tokens = []
    for text in request.POST.getlist("document"):
        try:
            tokens.append(UUID(text))
        except ValueError:
            continue
    rows = Entry.objects.filter(uuid__in=tokens, measure__plan=plan, kind="completion")
    return list(rows.select_related("measure__plan__agreement", "made_for").order_by("pk"))


def _say(request: SignedInRequest, outcomes: Sequence[actions.Outcome]) -> int:
    """Say how many were confirmed, and return the answer's status: not all was done as it was asked."""
    if not outcomes:
        messages.warning(request, _("Tick the documents that you confirm."))
        return WRONG
    confirmed = sum(1 for each in outcomes if each.decision)
    if confirmed:
        said = ngettext("%(count)d document confirmed.", "%(count)d documents confirmed.", confirmed)
        messages.success(request, said % {"count": confirmed})
    return 200 if confirmed == len(outcomes) else WRONG


def _measure(entry: Entry) -> Measure:
    assert entry.measure is not None  # noqa: S101 - a completion document is of a measure; tells the type checker
    return entry.measure
