"""The report of a plan: its numbers on a page, and its files."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from promost.accounts.requests import SignedInRequest
from promost.kit.conditional import kept
from promost.kit.doors import page
from promost.kit.formats import resolve
from promost.reports import making, pages, problems
from promost.reports.into_source import NotReturned
from promost.reports.making import Made
from promost.reports.writers import FORMS


@require_safe
@page
@kept
def show(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show the numbers of a report as they stand in its files, and offer these."""
    asked = pages.read(request, uuid)
    report = making.report(asked.edition, asked.quarter, asked.as_of.moment, resolve(get_language()))
    context = {
        "asked": asked,
        "plan": asked.edition.plan,
        "as_of": asked.as_of,
        "report": report,
        "forms": tuple(FORMS),
    }
    return render(request, "reports/report.html", context)


@require_safe
@page
def download(request: SignedInRequest, uuid: UUID, form: str) -> HttpResponseBase:
    """Give the report as .docx, .xlsx or .pdf."""
    asked = pages.read(request, uuid)
    if form not in FORMS:
        raise Http404
    return _attachment(making.as_file(asked.edition, asked.quarter, asked.as_of.moment, asked.language, form))


@require_safe
@page
def template(request: SignedInRequest, uuid: UUID) -> HttpResponseBase:
    """Give the built-in template of the Word document."""
    asked = pages.read(request, uuid)
    return _attachment(making.template_for(asked.edition, asked.quarter, asked.as_of.moment, asked.language))


@require_safe
@page
def document(request: SignedInRequest, uuid: UUID) -> HttpResponseBase:
    """Give the plan's own document with its columns, or say why it cannot be."""
    asked = pages.read(request, uuid)
    try:
        made, returned = making.into_source(asked.edition, asked.quarter, asked.as_of.moment, asked.language)
    except NotReturned as error:
        messages.error(request, problems.not_returned(error))
        return redirect("reports:report", uuid=uuid)
    for remark in problems.remarks(returned):
        messages.warning(request, remark)
    return _attachment(made)


def _attachment(made: Made) -> HttpResponseBase:
    """Always an attachment, never shown by the browser on this site's address."""
    response = FileResponse(BytesIO(made.data), as_attachment=True, filename=made.name, content_type=made.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
