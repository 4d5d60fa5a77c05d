"""What an enterprise told of itself: for its members, and for officers who said what for; who looked is told to it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.kit.doors import page
from promost.profiles import actions
from promost.profiles.forms import AnswersForm, LookForm
from promost.profiles.pages.enterprises import shown_record
from promost.profiles.queries import enterprises
from promost.registry.models import Organisation
from promost.registry.queries.organisations import organisation_of

ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@page
def profile(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show what is known of an enterprise; its editors answer here. An officer first says what for."""
    subject = organisation_of(request.user, uuid)
    if can(request.actor, "profiles.look", subject) and not can(request.actor, "profiles.see_told", subject):
        return redirect("profiles:look", subject.uuid)
    require(request.actor, "profiles.see_told", subject)
    may_answer = can(request.actor, "profiles.answer", subject)
    if request.method == "POST":
        require(request.actor, "profiles.answer", subject)
    form = _form(request, subject) if may_answer else None
    if form and form.is_bound and form.is_valid() and _answered(request, subject, form):
        messages.success(request, _("Your answers are kept."))
        return redirect(request.path)
    context = {
        "subject": subject,
        "form": form,
        "shown": shown_record(enterprises.record_of(subject, request.actor)),
        "may_see_looks": can(request.actor, "profiles.view_looks", subject),
        "register": enterprises.of_organisation(subject),
    }
    return render(request, "profiles/told.html", context, status=422 if form and form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def look(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Ask what for somebody outside opens the data, and put it on record."""
    subject = organisation_of(request.user, uuid)
    require(request.actor, "profiles.look", subject)
    form = LookForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.look(request.actor, subject, form.cleaned_data["purpose"], form.cleaned_data["note"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            onward = "profiles:levels" if request.GET.get("to") == "levels" else "profiles:told"
            return redirect(onward, subject.uuid)
    return render(request, "profiles/look.html", {"subject": subject, "form": form}, status=422 if form.errors else 200)


@require_safe
@page
def looks(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show an enterprise who looked at what it told, and what for."""
    subject = organisation_of(request.user, uuid)
    require(request.actor, "profiles.view_looks", subject)
    found = Paginator(enterprises.looks_at(subject), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "profiles/looks.html", {"subject": subject, "found": found})


def _form(request: SignedInRequest, subject: Organisation) -> AnswersForm:
    answers = {code: row.value for code, row in enterprises.answers_of(subject).items()}
    row = enterprises.of_organisation(subject)
    said = enterprises.register_record(row) if row else {}
    settled = frozenset(code for code, value in said.items() if value is not None)
    return AnswersForm(request.POST if request.method == "POST" else None, answers, settled)


def _answered(request: SignedInRequest, subject: Organisation, form: AnswersForm) -> bool:
    try:
        actions.answer(request.actor, subject, form.given())
    except ValidationError as refused:
        for field, several in refused.message_dict.items():
            form.add_error(field if field in form.fields else None, several)
        return False
    return True
