"""The source documents, as they came."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from django.http import FileResponse
from django.views.decorators.http import require_safe

from promost.accounts.requests import SignedInRequest
from promost.kit import files
from promost.kit.doors import page
from promost.plans.models import Document
from promost.plans.queries.imports import import_of
from promost.plans.queries.plans import plan_of


@require_safe
@page
def download(request: SignedInRequest, uuid: UUID, number: int) -> FileResponse:
    """Give the document that an edition was read from."""
    plan = plan_of(request.user, uuid)
    return _answer(Document.objects.get(editions__plan=plan, editions__number=number))


@require_safe
@page
def download_import(request: SignedInRequest, uuid: UUID) -> FileResponse:
    """Give the document that is being read."""
    return _answer(import_of(request.user, uuid).document)


def _answer(document: Document) -> FileResponse:
    """Always an attachment, never shown by the browser on this site's address."""
    response = FileResponse(BytesIO(files.read(document.sha256)), as_attachment=True, filename=document.name)
    response["Content-Type"] = "application/octet-stream"
    response["X-Content-Type-Options"] = "nosniff"
    return response
