"""How a row of a preview is answered: alone for htmx, with the counts that it changes; as a page without."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can
from promost.plans.forms.editing import RowEditing
from promost.plans.models import Import, ImportState
from promost.plans.queries import imports
from promost.plans.queries.imports import RowView

CONFLICT = 409
LONGEST_VERSION = 10
PAGE = 50
"""Rows of a preview on one page."""


def page_of(position: int) -> int:
    """Return the number of the page on which a row stands."""
    return (position - 1) // PAGE + 1


def version_of(request: SignedInRequest) -> int:
    """Return the version that a form was made from; what is no version is one that nothing has."""
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < LONGEST_VERSION else -1


def may_edit(request: SignedInRequest, source: Import) -> bool:
    """Tell whether the actor may change a preview that is still one."""
    return source.state == ImportState.PREVIEW and can(request.actor, "plans.edit_import", source)


def row_shown(
    request: SignedInRequest, view: RowView, said: str = "", *, status: int = 200, changed: bool = False
) -> HttpResponse:
    """Show a row as it stands; after a change htmx gets the counts of the whole preview too."""
    source = view.row.source
    context: dict[str, Any] = {
        "source": source,
        "view": view,
        "said": said,
        "parties": imports.party_names(source),
        "may_edit": may_edit(request, source),
        "alone": True,
    }
    if request.htmx and changed:
        context |= {"preview": imports.preview(source), "only": "", "oob": True, "refused": ()}
        return render(request, "plans/parts/row_changed.html", context, status=status)
    return render(request, "plans/parts/row.html" if request.htmx else "plans/row.html", context, status=status)


def form_shown(request: SignedInRequest, view: RowView, editing: RowEditing, *, status: int = 200) -> HttpResponse:
    """Show the form of a row; after a conflict with the row as it stands now above it."""
    context = {
        "source": view.row.source,
        "view": view,
        "editing": editing,
        "conflict": status == CONFLICT,
        "alone": not request.htmx,
        "parties": imports.party_names(view.row.source),
    }
    template = "plans/parts/row_form.html" if request.htmx else "plans/row_edit.html"
    return render(request, template, context, status=status)
