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
from promost.accounts.rules import require
from promost.kit.doors import page
from promost.plans.models import Measure
from promost.plans.queries.measures import measure_of
from promost.progress import actions
from promost.progress.forms import NoteForm
from promost.progress.queries.notes import note_of

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@page
def note(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Give the form of a note, and save it; what is wrong comes back with what was typed."""
    measure = measure_of(request.user, uuid)
    require(request.actor, "progress.note", measure)
    form = NoteForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.note(request.actor, measure, data["day"], data["text"], form.given_token)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The note is saved."))
            return redirect(_notes(measure))
    status = WRONG if request.method == "POST" else 200
    return render(request, "progress/note.html", {"measure": measure, "form": form}, status=status)


@require_POST
@page
def withdraw(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Withdraw a note."""
    written = note_of(request.user, uuid)
    actions.withdraw_note(request.actor, written)
    messages.success(request, _("The note is withdrawn; it stays in the history."))
    return redirect(_notes(written.measure))


def _notes(measure: Measure) -> str:
    return f"{reverse('plans:measure', args=[measure.uuid])}#notes"
