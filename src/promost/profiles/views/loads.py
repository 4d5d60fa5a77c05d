"""Files put into the register of enterprises: uploading one, watching it, the rows that were not taken."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit import files, jobs, refs
from promost.kit.doors import page
from promost.profiles import actions
from promost.profiles.forms import LoadForm
from promost.profiles.models import RegisterLoad
from promost.profiles.queries import enterprises

ON_A_PAGE = 20
PERMISSION = "profiles.import_enterprises"


@require_http_methods(["GET", "HEAD", "POST"])
@page
def listing(request: SignedInRequest) -> HttpResponse:
    """Show the files that were loaded, and take another one."""
    require(request.actor, PERMISSION)
    is_sent = request.method == "POST"
    form = LoadForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        sent = form.cleaned_data["file"]
        load = actions.upload_register(request.actor, sent.name, sent.read(), form.cleaned_data["mapping"])
        return redirect("profiles:load", load.uuid)
    found = Paginator(enterprises.loads(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "profiles/loads.html", {"form": form, "found": found}, status=422 if form.errors else 200)


@require_safe
@page
def show(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show what came of a file, or how far it is."""
    return render(request, "profiles/load.html", _watched(request, uuid))


@require_safe
@page
def progress(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show how far the loading is."""
    return render(request, "profiles/parts/load.html", _watched(request, uuid))


@require_safe
@page
def rejected(request: SignedInRequest, uuid: UUID) -> HttpResponseBase:
    """Give the rows that were not taken, with reasons."""
    load = _load(request, uuid)
    if not load.rejected_sha256:
        raise Http404
    data = BytesIO(files.read(load.rejected_sha256))
    return FileResponse(data, as_attachment=True, filename=f"{load.name}.rejected.csv", content_type="text/csv")


def _load(request: SignedInRequest, uuid: UUID) -> RegisterLoad:
    require(request.actor, PERMISSION)
    return enterprises.loads().get(uuid=uuid)


def _watched(request: SignedInRequest, uuid: UUID) -> dict[str, object]:
    load = _load(request, uuid)
    job = None if load.is_over else jobs.of(refs.of(load)).first()
    return {"load": load, "job": job, "has_stopped": bool(job and job.is_over)}
