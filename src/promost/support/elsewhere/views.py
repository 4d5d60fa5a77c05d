"""Pages of applications made elsewhere: one recorded, or a file of many."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from promost.accounts.actors import Refused
from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit import files
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.ledger.files import check_size
from promost.ledger.problems import Bad
from promost.ledger.views.evidence import attachment
from promost.registry.models import Organisation
from promost.support.applications.actions import record_elsewhere
from promost.support.elsewhere.forms import ElsewhereForm, SheetForm
from promost.support.elsewhere.refused import template as template_file
from promost.support.elsewhere.taking import Taken, sheet_of, take
from promost.support.elsewhere.telling import enterprise_of
from promost.support.models import Application, ApplicationSheet

SHOWN = 50
"""Refused rows that the page lists; the file has all."""
LAST = 20
WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@page
def one(request: SignedInRequest) -> HttpResponse:
    """Record one application made elsewhere; told again with the same number, its outcome is brought up to date."""
    require(request.actor, "support.record_elsewhere")
    sent = request.POST if request.method == "POST" else None
    form = ElsewhereForm(sent, actor=request.actor, initial={"scheme": request.GET.get("scheme", "")})
    if form.is_valid():
        found = _recorded(request, form)
        if found:
            messages.success(request, _("Recorded."))
            return redirect("support:application", found.uuid)
    return render(request, "support/elsewhere/one.html", {"form": form}, status=WRONG if form.errors else 200)


def _recorded(request: SignedInRequest, form: ElsewhereForm) -> Application | None:
    try:
        return record_elsewhere(request.actor, form.cleaned_data["scheme"], _enterprise(request, form), form.made)
    except ValidationError as refused:
        form.refuse(refused)
    except Bad as bad:
        form.add_error(None, bad.words)
    except Overtaken:
        form.add_error(None, _("Somebody recorded this application at the same moment."))
    except Refused:
        form.add_error(None, _("This application is neither your enterprise's nor made to your organisation."))
    return None


def _enterprise(request: SignedInRequest, form: ElsewhereForm) -> Organisation:
    own = request.actor.organisation
    if "inn" not in form.fields and own is not None:
        return own
    try:
        return enterprise_of(request.actor, form.cleaned_data["inn"])
    except ValidationError as refused:
        raise ValidationError({"applicant": refused.messages}) from refused


@require_http_methods(["GET", "HEAD", "POST"])
@page
def many(request: SignedInRequest) -> HttpResponse:
    """Take a file of applications, and say what became of each row."""
    require(request.actor, "support.record_elsewhere")
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    taken = _taken(request, form) if form.is_valid() else None
    earlier = ApplicationSheet.objects.filter(made_for=request.actor.organisation).select_related("made_by")
    context = {
        "form": form,
        "taken": taken,
        "refused": [(row.number, reason) for row, reason in taken.refused[:SHOWN]] if taken else [],
        "earlier": earlier[:LAST],
    }
    return render(request, "support/elsewhere/many.html", context, status=WRONG if form.errors else 200)


def _taken(request: SignedInRequest, form: SheetForm) -> Taken | None:
    sent = form.cleaned_data["file"]
    try:
        check_size(sent)
        return take(request.actor, sent.name, sent.read())
    except ValidationError as refused:
        form.add_error("file", refused)
    except Bad as bad:
        form.add_error("file", bad.words)
    return None


@require_safe
@page
def template(request: SignedInRequest) -> HttpResponseBase:
    """Give the template."""
    require(request.actor, "support.record_elsewhere")
    return attachment(template_file(), "promost-applications.xlsx")


@require_safe
@page
def refused(request: SignedInRequest, uuid: UUID) -> HttpResponseBase:
    """Give the refused rows of a file, with the reasons."""
    require(request.actor, "support.record_elsewhere")
    found = sheet_of(request.actor, uuid)
    if not found.refused_sha256:
        raise ApplicationSheet.DoesNotExist
    return attachment(files.read(found.refused_sha256), f"refused-{found.name}")
