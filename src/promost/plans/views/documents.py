"""The source documents, as they came."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from promost.accounts.requests import SignedInRequest
from promost.kit import files
from promost.kit.doors import page
from promost.plans.models import Document
from promost.plans.pages import problems
from promost.plans.queries.imports import import_of
from promost.plans.queries.plans import plan_of


@require_safe
@page
def download(request: SignedInRequest, uuid: UUID, number: int) -> HttpResponseBase:
    """Give the document that an edition was read from."""
    plan = plan_of(request.user, uuid)
    return _answer(request, Document.objects.get(editions__plan=plan, editions__number=number))


@require_safe
@page
def download_import(request: SignedInRequest, uuid: UUID) -> HttpResponseBase:
    """Give the document that is being read."""
    return _answer(request, import_of(request.user, uuid).document)


def _answer(request: SignedInRequest, document: Document) -> HttpResponseBase:
    return attachment(request, document.sha256, document.name)


def attachment(request: SignedInRequest, sha256: str, name: str) -> HttpResponseBase:
    """Always an attachment, never shown by the browser on this site's address; a lost file is said to be lost."""
    try:
        data = files.read(sha256)
    except (files.Damaged, FileNotFoundError):
        messages.error(request, problems.unreadable("FILE_LOST", {"name": name}))
        return redirect("plans:index")
    response = FileResponse(BytesIO(data), as_attachment=True, filename=name)
    response["Content-Type"] = "application/octet-stream"
    response["X-Content-Type-Options"] = "nosniff"
    return response
