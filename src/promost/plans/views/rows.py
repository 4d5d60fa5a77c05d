"""One row of a preview: shown, mended in place, accepted as signed, left out, paired. htmx swaps the row alone."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.plans.actions import preview as actions
from promost.plans.forms.editing import RowEditing
from promost.plans.forms.rows import AcceptErrorForm
from promost.plans.models import ImportRow, Measure
from promost.plans.queries import imports
from promost.plans.queries.imports import RowView
from promost.plans.views.shown import CONFLICT, form_shown, page_of, row_shown, version_of

WRONG = 422


@require_safe
@page
def show(request: SignedInRequest, uuid: UUID, position: int) -> HttpResponse:
    """Show a row as it stands now."""
    return row_shown(request, imports.row_of(imports.import_of(request.user, uuid), position))


@require_http_methods(["GET", "HEAD", "POST"])
@page
def edit(request: SignedInRequest, uuid: UUID, position: int) -> HttpResponse:
    """Give the form of a row, and save it; whoever is second gets back what they typed, beside what the first wrote."""
    source = imports.import_of(request.user, uuid)
    require(request.actor, "plans.edit_import", source)
    view = imports.row_of(source, position)
    editing = RowEditing(request.POST or None, view)
    if request.method != "POST":
        return form_shown(request, view, editing)
    if not editing.is_valid():
        return form_shown(request, view, editing, status=WRONG)
    try:
        actions.mend_row(request.actor, view.row, editing.version, editing.mend())
    except Overtaken:
        now = imports.row_of(source, position)
        return form_shown(request, now, RowEditing.again(request.POST, now), status=CONFLICT)
    except ValidationError as refused:
        editing.fields.add_error(None, refused)
        return form_shown(request, view, editing, status=WRONG)
    if not request.htmx:
        return redirect(f"{reverse('plans:import', args=[uuid])}?page={page_of(position)}#row-{position}")
    return row_shown(request, imports.row_of(source, position), changed=True)


@require_POST
@page
def add(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Add an empty row to a preview, to be filled in by hand."""
    row = actions.add_row(request.actor, imports.import_of(request.user, uuid))
    return redirect("plans:row_edit", uuid, row.position)


@require_POST
@page
def accept_error(request: SignedInRequest, uuid: UUID, position: int) -> HttpResponse:
    """Take an error as the signed document has it."""
    view = imports.row_of(imports.import_of(request.user, uuid), position)
    form = AcceptErrorForm(request.POST)
    if not form.is_valid():
        return row_shown(request, view, _("Say in a note why the row is taken as the document has it."))
    data = form.cleaned_data

    def accept() -> ImportRow:
        return actions.accept_error(request.actor, view.row, data["version"], data["code"], data["note"])

    return _changed(request, view, accept)


@require_POST
@page
def leave_out(request: SignedInRequest, uuid: UUID, position: int) -> HttpResponse:
    """Leave a row out, or take it back."""
    view = imports.row_of(imports.import_of(request.user, uuid), position)
    left_out = request.POST.get("left_out") == "yes"
    return _changed(
        request, view, lambda: actions.set_left_out(request.actor, view.row, version_of(request), left_out=left_out)
    )


@require_POST
@page
def pair(request: SignedInRequest, uuid: UUID, position: int) -> HttpResponse:
    """Pair a row to a measure of the plan; nothing chosen makes it a new one. Leads back to the difference."""
    view = imports.row_of(imports.import_of(request.user, uuid), position)
    chosen = request.POST.get("measure", "")
    measure = Measure.objects.get(pk=int(chosen)) if chosen.isdecimal() else None
    answer = _changed(request, view, lambda: actions.pair_row(request.actor, view.row, version_of(request), measure))
    return answer if answer.status_code == CONFLICT else redirect("plans:import_difference", uuid)


def _changed(request: SignedInRequest, view: RowView, change: Callable[[], ImportRow]) -> HttpResponse:
    """Do the change and show the row; say what is wrong beside the row as it stands now."""
    source, position = view.row.source, view.row.position
    try:
        change()
    except Overtaken:
        text = _("This row was changed meanwhile. Here is how it stands now; nothing was overwritten.")
        return row_shown(request, imports.row_of(source, position), text, status=CONFLICT)
    except ValidationError as refused:
        return row_shown(request, imports.row_of(source, position), " ".join(refused.messages))
    return row_shown(request, imports.row_of(source, position), changed=True)
