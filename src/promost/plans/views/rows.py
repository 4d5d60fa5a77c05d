"""One row of a preview: shown, mended in place, accepted as signed, left out, paired. htmx swaps the row alone."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.plans.actions import preview as actions
from promost.plans.forms.editing import RowEditing
from promost.plans.forms.rows import AcceptErrorForm
from promost.plans.models import Import, ImportRow, ImportState, Measure
from promost.plans.queries import imports
from promost.plans.queries.imports import RowView

CONFLICT = 409


@require_safe
@page
def show(request: SignedInRequest, uuid: UUID, position: int) -> HttpResponse:
    """Show a row as it stands now."""
    source = imports.import_of(request.user, uuid)
    return _answer(request, source, imports.row_of(source, position))


@require_http_methods(["GET", "HEAD", "POST"])
@page
def edit(request: SignedInRequest, uuid: UUID, position: int) -> HttpResponse:
    """Give the form of a row, and save it; whoever is second is shown what the first one wrote."""
    source = imports.import_of(request.user, uuid)
    require(request.actor, "plans.edit_import", source)
    view = imports.row_of(source, position)
    editing = RowEditing(request.POST or None, view)
    if request.method == "POST" and editing.is_valid():
        done = _try(request, view, lambda: actions.mend_row(request.actor, view.row, editing.version, editing.mend()))
        if done is not None:
            return done
    template = "plans/parts/row_form.html" if request.htmx else "plans/row_edit.html"
    return render(request, template, {"source": source, "view": view, "editing": editing})


@require_POST
@page
def accept_error(request: SignedInRequest, uuid: UUID, position: int) -> HttpResponse:
    """Take an error as the signed document has it."""
    view = imports.row_of(imports.import_of(request.user, uuid), position)
    form = AcceptErrorForm(request.POST)
    if not form.is_valid():
        return _answer(request, view.row.source, view, _("Say in a note why the row is taken as the document has it."))
    data = form.cleaned_data
    change = lambda: actions.accept_error(request.actor, view.row, data["version"], data["code"], data["note"])  # noqa: E731
    return _changed(request, view, change)


@require_POST
@page
def leave_out(request: SignedInRequest, uuid: UUID, position: int) -> HttpResponse:
    """Leave a row out, or take it back."""
    view = imports.row_of(imports.import_of(request.user, uuid), position)
    left_out = request.POST.get("left_out") == "yes"
    return _changed(
        request, view, lambda: actions.set_left_out(request.actor, view.row, _version(request), left_out=left_out)
    )


@require_POST
@page
def pair(request: SignedInRequest, uuid: UUID, position: int) -> HttpResponse:
    """Pair a row to a measure of the plan; nothing chosen makes it a new one. Leads back to the difference."""
    view = imports.row_of(imports.import_of(request.user, uuid), position)
    chosen = request.POST.get("measure", "")
    measure = Measure.objects.get(pk=int(chosen)) if chosen.isdecimal() else None
    answer = _changed(request, view, lambda: actions.pair_row(request.actor, view.row, _version(request), measure))
    return answer if answer.status_code == CONFLICT else redirect("plans:import_difference", uuid)


def _version(request: SignedInRequest) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() else -1


def _changed(request: SignedInRequest, view: RowView, change: Callable[[], ImportRow]) -> HttpResponse:
    answer = _try(request, view, change)
    return answer if answer is not None else _answer(request, view.row.source, view)


def _try(request: SignedInRequest, view: RowView, change: Callable[[], ImportRow]) -> HttpResponse | None:
    """Do the change and show the row; say what is wrong beside the row as it stands now."""
    source, position = view.row.source, view.row.position
    try:
        change()
    except Overtaken:
        text = _(
            "Somebody changed this row while you worked on it. Here is how it stands now; nothing was overwritten."
        )
        return _answer(request, source, imports.row_of(source, position), text, status=CONFLICT)
    except ValidationError as refused:
        return _answer(request, source, imports.row_of(source, position), " ".join(refused.messages))
    return _answer(request, source, imports.row_of(source, position))


def _answer(request: SignedInRequest, source: Import, view: RowView, said: str = "", status: int = 200) -> HttpResponse:
    context = {
        "source": source,
        "view": view,
        "said": said,
        "parties": imports.party_names(source),
        "may_edit": source.state == ImportState.PREVIEW and can(request.actor, "plans.edit_import", source),
        "alone": True,
    }
    template = "plans/parts/row.html" if request.htmx else "plans/row.html"
    return render(request, template, context, status=status)
