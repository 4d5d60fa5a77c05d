"""Agreements: the list, one, a new one."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.kit.doors import page
from promost.plans.actions.agreements import create_agreement
from promost.plans.forms.agreements import AgreementForm, PartyLine, PartyLines, parties_of
from promost.plans.models import Agreement
from promost.plans.queries.plans import agreement_list, agreement_of


@require_safe
@page
def listing(request: SignedInRequest) -> HttpResponse:
    """Show the user's agreements."""
    context = {
        "agreements": agreement_list(request.user),
        "may_add": can(request.actor, "plans.add_agreement"),
    }
    return render(request, "plans/agreements.html", context)


@require_safe
@page
def show(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show an agreement: its parties in signing order, its plans, what is being read into it."""
    agreement = agreement_of(request.user, uuid)
    works = can(request.actor, "plans.import_plan", agreement)
    context = {
        "agreement": agreement,
        "plans": agreement.plans.order_by("-starts_on"),
        "imports": agreement.imports.select_related("document", "uploaded_by").order_by("-pk")[:20] if works else (),
        "may_import": works,
    }
    return render(request, "plans/agreement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def add(request: SignedInRequest) -> HttpResponse:
    """Make an agreement with its parties."""
    require(request.actor, "plans.add_agreement")
    form, lines = AgreementForm(request.POST or None), PartyLines(request.POST or None, prefix="party")
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        made = _create(request, form, lines)
        if made:
            return redirect("plans:agreement", made.uuid)
    return render(request, "plans/agreement_add.html", {"form": form, "lines": lines})


def _create(request: SignedInRequest, form: AgreementForm, lines: BaseFormSet[PartyLine]) -> Agreement | None:
    try:
        return create_agreement(request.actor, **form.cleaned_data, parties=parties_of(lines.cleaned_data))
    except ValidationError as refused:
        form.add_error(None, refused)
        return None
