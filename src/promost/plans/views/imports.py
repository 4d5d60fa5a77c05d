"""Uploading a document, watching it being read, the preview."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit.doors import page
from promost.plans.actions import reading
from promost.plans.forms.uploads import UploadForm
from promost.plans.models import Agreement, Import, ImportState
from promost.plans.pages import problems
from promost.plans.queries import imports
from promost.plans.queries.plans import agreement_of
from promost.plans.reading.sources import Unreadable
from promost.plans.views.shown import PAGE, may_edit


@require_http_methods(["GET", "HEAD", "POST"])
@page
def upload(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Take a document under an agreement."""
    agreement = agreement_of(request.user, uuid)
    require(request.actor, "plans.import_plan", agreement)
    form = UploadForm(request.POST or None, request.FILES or None, agreement=agreement, initial=request.GET)
    if request.method == "POST" and form.is_valid():
        answer = _take(request, agreement, form)
        if answer:
            return answer
    return render(request, "plans/upload.html", {"agreement": agreement, "form": form})


def _take(request: SignedInRequest, agreement: Agreement, form: UploadForm) -> HttpResponse | None:
    sent = form.cleaned_data["document"]
    try:
        taken = reading.upload(
            request.actor, agreement, name=sent.name, data=sent.read(), plan=form.cleaned_data.get("plan")
        )
    except Unreadable as refused:
        form.add_error("document", problems.unreadable(refused.code, refused.values))
        return None
    if taken.edition:
        text = _("This document is already edition %(number)s of the plan; nothing was changed.")
        messages.info(request, text % {"number": taken.edition.number})
        return redirect("plans:plan", taken.edition.plan.uuid)
    assert taken.source is not None  # noqa: S101 - one of the two is there
    if taken.again:
        messages.info(request, _("This document was uploaded before: here is its preview as it was left."))
    return redirect("plans:import", taken.source.uuid)


@require_safe
@page
def show(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show an import as it stands: being read, failed, in preview, accepted or put aside."""
    source = imports.import_of(request.user, uuid)
    if source.state in {ImportState.READING, ImportState.FAILED}:
        return render(request, "plans/import_reading.html", _watched(source))
    return preview_shown(request, source)


def preview_shown(
    request: SignedInRequest, source: Import, refused: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    """Show a preview; ``refused`` says why it was not accepted."""
    preview, only = imports.preview(source), request.GET.get("only", "")
    rows = {"errors": preview.open_rows, "warnings": preview.warned_rows}.get(only, preview.rows)
    shown = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown.object_list = imports.with_sources(source, shown.object_list)
    works = may_edit(request, source)
    context = {
        "preview": preview,
        "source": source,
        "may_edit": works,
        "refused": refused,
        "twin": imports.twin_of(preview) if works else None,
        "only": only,
        "shown": shown,
        "parties": imports.party_names(source),
        "organisations": imports.candidates(source) if works else (),
    }
    return render(request, "plans/import.html", context, status=status)


@require_safe
@page
def progress(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show how far the reading is; when it is over, send the page on."""
    source = imports.import_of(request.user, uuid)
    response = render(request, "plans/parts/reading.html", _watched(source))
    if source.state not in {ImportState.READING, ImportState.FAILED}:
        response["HX-Redirect"] = reverse("plans:import", args=[source.uuid])
    return response


def _watched(source: Import) -> dict[str, object]:
    job = imports.job_of(source)
    failure = job.failure if job and job.failure else None
    said = problems.unreadable(failure["code"], failure["values"]) if failure else ""
    return {"source": source, "job": job, "failure": said}
