"""Applying, and the page of an application."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.kit import clock
from promost.kit.doors import page
from promost.profiles.pages.enterprises import shown_record
from promost.profiles.queries.enterprises import record_of
from promost.registry.models import Organisation
from promost.support.applications import actions, queries
from promost.support.applications.actions.drafting import closed
from promost.support.applications.pages import matching
from promost.support.applications.views.deeds import shown
from promost.support.models import Application, Scheme
from promost.support.schemes.permissions import schemes_visible_to
from promost.support.schemes.queries import criteria_of
from promost.support.schemes.windows import opening

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@page
def apply(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show what is asked and what matching says of the enterprise; begin an application."""
    rows = schemes_visible_to(request.user).select_related("provider__region", "region", "generic")
    scheme = rows.prefetch_related("windows", "documents").get(uuid=uuid)
    require(request.actor, "support.apply", scheme)
    refusal: list[str] = []
    if request.method == "POST":
        try:
            made = actions.draft(request.actor, scheme, _token(request))
            return redirect("support:application", made.uuid)
        except ValidationError as refused:
            refusal = refused.messages
    context = _asked(request, scheme) | {"refusal": refusal, "token": uuid4()}
    return render(request, "support/applications/apply.html", context, status=WRONG if refusal else 200)


def _token(request: SignedInRequest) -> UUID:
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError:
        raise ValidationError(_("This form was not complete. Look at it and send it again.")) from None


def _asked(request: SignedInRequest, scheme: Scheme) -> dict[str, Any]:
    own = request.actor.organisation
    found = opening(scheme, clock.now())
    there = queries.open_application(request.actor, scheme)
    return {
        "scheme": scheme,
        "opening": found,
        "closed": "" if found.is_open else closed(found),
        "there": there,
        "matched": _matched(request, criteria_of(scheme), own) if own else None,
        "may_begin": scheme.taken == "here" and found.is_open and there is None,
    }


def _matched(request: SignedInRequest, criteria: dict[str, Any], organisation: Organisation) -> matching.Said:
    record = record_of(organisation, request.actor)
    return matching.said_of(criteria, record, clock.today(organisation.zone))


@require_safe
@page
def application(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show an application: to each of its people what is theirs."""
    found = queries.application_of(request.user, uuid)
    require(request.actor, "support.view_application", found)
    return shown(request, found, {}, 200)


@require_safe
@page
def match(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show what the enterprise told, and what matching says of it: to its members, and to assessors who have looked."""
    found = queries.application_of(request.user, uuid)
    require(request.actor, "support.read_application", found)
    if not can(request.actor, "profiles.see_told", found.applicant):
        messages.info(request, _("Say first that you look at what the enterprise told: it sees who does."))
        return redirect("support:application", found.uuid)
    context = {"application": found, "kept": matching.word_of(found.verdict), **_told(request, found)}
    return render(request, "support/applications/matching.html", context)


def _told(request: SignedInRequest, found: Application) -> dict[str, Any]:
    criteria = found.criteria if found.number else criteria_of(found.scheme)
    record = record_of(found.applicant, request.actor)
    day = found.submitted_on or clock.today(found.applicant.zone)
    return {"matched": matching.said_of(criteria, record, day), "groups": shown_record(record)}
