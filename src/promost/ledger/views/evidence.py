"""Evidence: given back as it came, put beside a fact or a measure, marked, erased."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit import files, formats
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.ledger import actions, queries
from promost.ledger.forms import AttachForm, ReasonForm
from promost.ledger.models import Evidence, Fact
from promost.ledger.pages import shown
from promost.ledger.problems import Bad
from promost.plans.models import Measure
from promost.plans.queries.measures import measure_of

GONE = 410


@require_safe
@page
def download(request: SignedInRequest, uuid: UUID) -> HttpResponseBase:
    """Give the file: always an attachment, never shown by the browser on this site's address."""
    evidence = queries.evidence_of(request.user, uuid)
    if evidence.erased_at:
        words = Bad("ERASED", day=formats.day(evidence.erased_at.date())).words
        return render(request, "ledger/gone.html", {"evidence": evidence, "words": words}, status=GONE)
    try:
        data = files.read(evidence.sha256)
    except (files.Damaged, FileNotFoundError):
        words = _("This file is no longer what was stored, or it is gone. Tell whoever runs the installation.")
        return render(request, "ledger/gone.html", {"evidence": evidence, "words": words}, status=GONE)
    return attachment(data, evidence.name)


def attachment(data: bytes, name: str) -> HttpResponseBase:
    """Return bytes as a download that no browser opens in place."""
    response = FileResponse(BytesIO(data), as_attachment=True, filename=name)
    response["Content-Type"] = "application/octet-stream"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@page
def attach_to_fact(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Put files beside a fact."""
    return _attach(request, queries.fact_of(request.user, uuid))


@require_http_methods(["GET", "HEAD", "POST"])
@page
def attach_to_measure(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Put files beside a measure as a whole."""
    return _attach(request, measure_of(request.user, uuid))


def _attach(request: SignedInRequest, thing: Fact | Measure) -> HttpResponse:
    require(request.actor, "ledger.attach_evidence", thing)
    form = AttachForm(request.POST or None, request.FILES or None)
    back = shown.page_of(thing)
    if request.method == "POST" and form.is_valid():
        try:
            actions.attach(request.actor, thing, form.cleaned_data["files"], form.cleaned_data["personal"])
            messages.success(request, _("The evidence is attached."))
            return redirect(back)
        except Bad as bad:
            form.refuse(bad)
    return render(request, "ledger/attach.html", {"thing": thing, "form": form, "back": back})


@require_POST
@page
def personal(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Mark a file as one with personal data, or take the mark away."""
    evidence = queries.evidence_of(request.user, uuid)
    try:
        actions.mark_personal(request.actor, evidence, _version(request), request.POST.get("personal") == "yes")
    except Overtaken:
        messages.error(request, _("Somebody changed this file meanwhile. Look at it again."))
    return redirect(_back(evidence))


@require_http_methods(["GET", "HEAD", "POST"])
@page
def erase(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Erase a file with personal data; its hash and the reason stay."""
    evidence = queries.evidence_of(request.user, uuid)
    require(request.actor, "ledger.keep_evidence", evidence)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.erase_evidence(request.actor, evidence, form.cleaned_data["reason"], _version(request))
            messages.success(request, _("The file is erased; its hash and the reason are kept."))
            return redirect(_back(evidence))
        except Bad as bad:
            form.refuse(bad)
        except Overtaken:
            form.add_error(None, _("Somebody changed this file meanwhile. Look at it again."))
    return render(request, "ledger/erase.html", {"evidence": evidence, "form": form, "back": _back(evidence)})


def _version(request: SignedInRequest) -> int:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdigit() and len(sent) < 10 else -1


def _back(evidence: Evidence) -> str:
    attached = evidence.attachments.select_related("fact", "measure").first()
    thing = (attached.fact or attached.measure) if attached else None
    return shown.page_of(thing) if thing else "/"
