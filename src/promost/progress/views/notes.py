"""Progress notes: written and withdrawn from the measure's page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.kit.doors import page
from promost.kit.moments import Moment
from promost.plans.models import Measure
from promost.plans.queries.measures import measure_of
from promost.progress import actions
from promost.progress.forms import NoteForm
from promost.progress.queries.notes import note_of, notes_of

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@page
def notes(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show a measure's notes, and save a new one; what is wrong comes back with what was typed."""
    measure = measure_of(request.user, uuid)
    form = NoteForm(request.POST or None, actor=request.actor)
    if request.method == "POST":
        require(request.actor, "progress.note", measure)
        if _saved(request, measure, form):
            return redirect(reverse("plans:measure", args=[measure.uuid]))
    may_write = can(request.actor, "progress.note", measure)
    context = {
        "notes": notes_of(measure, Moment.now(request.actor.zone)),
        "measure": measure,
        "form": form if may_write else None,
        "mine": request.actor.organisation if may_write else None,
    }
    return render(request, "progress/notes.html", context, status=WRONG if form.is_bound else 200)


def _saved(request: SignedInRequest, measure: Measure, form: NoteForm) -> bool:
    if not form.is_valid():
        return False
    data = form.cleaned_data
    try:
        actions.note(request.actor, measure, data["day"], data["text"], form.given_token)
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    messages.success(request, _("The note is saved."))
    return True


@require_POST
@page
def withdraw(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Withdraw a note."""
    written = note_of(request.user, uuid)
    actions.withdraw_note(request.actor, written)
    messages.success(request, _("The note is withdrawn; it stays in the history."))
    return redirect("progress:notes", written.measure.uuid)
