"""Observed levels of an organisation or a region: what there is, with source and release, and a form to add one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.kit.doors import page
from promost.profiles.actions import observe
from promost.profiles.forms import LevelForm
from promost.profiles.pages import grouped
from promost.profiles.queries import releases_of
from promost.registry.models import Organisation, Region
from promost.registry.queries.organisations import organisation_of


@require_http_methods(["GET", "HEAD", "POST"])
@page
def of_organisation(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show an organisation's levels, and add one. An officer first says what for."""
    subject = organisation_of(request.user, uuid)
    is_outside = request.method != "POST" and can(request.actor, "profiles.look", subject)
    if is_outside and not can(request.actor, "profiles.view_levels", subject):
        return redirect(f"{reverse('profiles:look', args=[subject.uuid])}?to=levels")
    return _levels(request, subject)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def of_region(request: SignedInRequest, code: str) -> HttpResponse:
    """Show a region's published values, and add one."""
    return _levels(request, Region.objects.get(code=code))


def _levels(request: SignedInRequest, subject: Organisation | Region) -> HttpResponse:
    require(request.actor, "profiles.view_levels", subject)
    form = LevelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(request.actor, "profiles.observe", subject)
        if form.is_valid() and _added(request, subject, form):
            messages.success(request, _("The level is added."))
            return redirect(request.path)
    is_region = isinstance(subject, Region)
    context = {
        "subject": subject,
        "is_region": is_region,
        "name": subject.name if isinstance(subject, Region) else subject.called,
        "levels": grouped(releases_of(subject)),
        "form": form,
        "may_observe": can(request.actor, "profiles.observe", subject),
    }
    return render(request, "profiles/levels.html", context, status=422 if form.errors else 200)


def _added(request: SignedInRequest, subject: Organisation | Region, form: LevelForm) -> bool:
    whose = {"region": subject} if isinstance(subject, Region) else {"organisation": subject}
    try:
        observe(request.actor, **whose, **form.given())
    except ValidationError as refused:
        form.take(refused.error_dict)
        return False
    return True
