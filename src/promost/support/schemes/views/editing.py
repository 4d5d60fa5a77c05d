"""Writing a scheme: a new one, a change; lines are added and taken out without losing what is typed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.registry.models import OrganisationKind
from promost.support.models import Level, Scheme, Taken
from promost.support.schemes import actions
from promost.support.schemes.forms import lines
from promost.support.schemes.forms.editing import Editing, differences
from promost.support.schemes.pages.showing import scheme_of

WRONG, CONFLICT = 422, 409


@require_http_methods(["GET", "HEAD", "POST"])
@page
def create(request: SignedInRequest) -> HttpResponse:
    """Give the form of a new scheme, and make a draft of it."""
    require(request.actor, "support.add_scheme")
    answer = _lines_changed(request, None)
    if answer or request.method != "POST":
        return answer or _shown(request, Editing(None, None, _start(request)))
    editing = Editing(request.POST, None)
    if not editing.is_valid():
        return _shown(request, editing, WRONG)
    try:
        made = actions.create(request.actor, editing.given(), editing.parts_given())
    except ValidationError as refused:
        editing.refuse(refused)
        return _shown(request, editing, WRONG)
    messages.success(request, _("The draft is kept. Next: who may get it."))
    return redirect("support:scheme", made.uuid)


def _start(request: SignedInRequest) -> dict[str, Any]:
    own = request.actor.organisation
    if own is None:
        return {}
    is_federal = own.kind == OrganisationKind.FEDERAL
    provider = None if own.kind == OrganisationKind.AUTHORITY else own.pk
    level = Level.FEDERAL if is_federal else Level.REGIONAL
    return {"level": level, "region": own.region_id, "provider": provider or own.pk, "taken": Taken.HERE}


@require_http_methods(["GET", "HEAD", "POST"])
@page
def edit(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Give the form of a scheme, and save it; whoever is second sees both versions and loses nothing."""
    scheme = scheme_of(request.user, uuid)
    require(request.actor, "support.edit_scheme", scheme)
    answer = _lines_changed(request, scheme)
    if answer or request.method != "POST":
        return answer or _shown(request, Editing(None, scheme))
    editing = Editing(request.POST, scheme)
    if not editing.is_valid():
        return _shown(request, editing, WRONG)
    try:
        scheme.version = editing.version
        actions.change(request.actor, scheme, editing.given(), editing.parts_given())
    except Overtaken:
        return _both(request, editing, uuid)
    except ValidationError as refused:
        editing.refuse(refused)
        return _shown(request, editing, WRONG)
    messages.success(request, _("Saved."))
    return redirect("support:scheme", uuid)


def _lines_changed(request: SignedInRequest, scheme: Scheme | None) -> HttpResponse | None:
    """Show the form with a line more or less, if that was pressed."""
    data = lines.changed(request.POST, request.POST.get("do", "")) if request.method == "POST" else None
    if data is None:
        return None
    editing = Editing(data, scheme)
    for each in (editing.fields, *(form for part in editing.sets.values() for form in part.forms)):
        each._errors = {}  # nothing is judged yet: only a line was added
    return _shown(request, editing)


def _both(request: SignedInRequest, editing: Editing, uuid: UUID) -> HttpResponse:
    now = scheme_of(request.user, uuid)
    rows = differences(editing, now)
    data = request.POST.copy()
    data["version"] = str(now.version)
    again = Editing(data, now)
    again.is_valid()
    return _shown(request, again, CONFLICT, differences=rows, is_conflict=True)


def _shown(request: SignedInRequest, editing: Editing, status: int = 200, **more: Any) -> HttpResponse:
    context = {"editing": editing, "scheme": editing.scheme, **more}
    return render(request, "support/schemes/edit.html", context, status=status)
