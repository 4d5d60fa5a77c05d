"""Spellings of an organisation that hold everywhere: one added, one forgotten."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from promost.kit.doors import Request, page
from promost.registry import actions
from promost.registry.forms import SpellingForm
from promost.registry.queries.organisations import organisation_of
from promost.registry.views.organisations import organisation_page

FAULTY = 422


@require_POST
@page
def add(request: Request, uuid: UUID) -> HttpResponse:
    """Remember a spelling."""
    organisation = organisation_of(request.user, uuid)
    form = SpellingForm(request.POST)
    if form.is_valid():
        try:
            actions.remember_spelling(request.actor, organisation, form.cleaned_data["text"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The spelling is remembered."))
            return redirect("registry:organisation", uuid)
    return organisation_page(request, organisation, form, FAULTY)


@require_POST
@page
def forget(request: Request, uuid: UUID, key: int) -> HttpResponse:
    """Forget a spelling."""
    spelling = organisation_of(request.user, uuid).spellings.filter(scope="").select_related("organisation").get(pk=key)
    actions.forget_spelling(request.actor, spelling)
    messages.success(request, _("The spelling is forgotten."))
    return redirect("registry:organisation", uuid)
