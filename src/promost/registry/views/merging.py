"""Two entries that are one organisation, made one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from promost.kit import access
from promost.kit.doors import Request, page
from promost.kit.transitions import Overtaken
from promost.registry import actions
from promost.registry.models import Organisation
from promost.registry.queries.merging import choices
from promost.registry.queries.organisations import organisation_of

FAULTY, CONFLICT = 422, 409


@require_http_methods(["GET", "HEAD", "POST"])
@page
def merge(request: Request, uuid: UUID) -> HttpResponse:
    """Choose the entry that stays, and merge this one into it."""
    lost = organisation_of(request.user, uuid)
    access.require(request.actor, "registry.merge_organisations", lost)
    if request.method != "POST":
        return _form(request, lost)
    kept = _chosen(request)
    if kept is None:
        return _form(request, lost, _("Choose the entry that stays."), FAULTY)
    try:
        actions.merge(request.actor, lost, kept)
    except ValidationError as refused:
        return _form(request, lost, " ".join(refused.messages), FAULTY)
    except Overtaken:
        return _form(request, lost, _("Somebody changed one of the two meanwhile. Look again, then merge."), CONFLICT)
    messages.success(request, _("Merged: %(lost)s is now %(kept)s.") % {"lost": lost.called, "kept": kept.called})
    return redirect("registry:organisation", kept.uuid)


def _form(request: Request, lost: Organisation, error: str = "", status: int = 200) -> HttpResponse:
    words = request.GET.get("q", "")[:200].strip()
    context = {"organisation": lost, "words": words, "choices": choices(request.user, lost, words), "error": error}
    return render(request, "registry/organisation_merge.html", context, status=status)


def _chosen(request: Request) -> Organisation | None:
    try:
        return organisation_of(request.user, UUID(request.POST.get("kept", "")))
    except (ValueError, Organisation.DoesNotExist):
        return None
