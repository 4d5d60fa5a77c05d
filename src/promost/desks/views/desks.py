"""The desk of a region, and of an organisation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from promost.accounts.requests import SignedInRequest
from promost.desks.pages import desk
from promost.desks.queries.desk import bodies_of, duties_of, organisation_of, region_of
from promost.kit import clock
from promost.kit.doors import page
from promost.plans.pages.as_of import AsOf, asked
from promost.progress.subjects import Subject, work_of
from promost.registry.models import Region


@require_safe
@page
def region(request: SignedInRequest, code: str) -> HttpResponse:
    """Show a region's desk."""
    found, as_of = region_of(request.user, code), asked(request)
    context = _context(request, found, as_of)
    plans = [share.plan for share in context["work"].shares]
    context |= {"zones": _zones(request, found.zone), "region": found, "levels": _levels(found)}
    return render(request, "desks/desk.html", context | {"bodies": bodies_of(request.user, found, plans)})


@require_safe
@page
def organisation(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show an organisation's desk; that of one that was merged away is found with the other."""
    found, as_of = organisation_of(request.user, uuid), asked(request)
    if found.merged_into:
        return redirect("desks:organisation", found.merged_into.uuid)
    context = {"zones": _zones(request, str(found.zone)), "organisation": found, "levels": _levels(found)}
    return render(request, "desks/desk.html", {**context, **_context(request, found, as_of)})


def _context(request: SignedInRequest, subject: Subject, as_of: AsOf) -> dict[str, Any]:
    work = work_of(request.user, subject, as_of.moment)
    return {
        "now": clock.now(),
        "work": work,
        "regions": {code for share in work.shares for code in share.regions},
        "as_of": as_of,
        "plans": desk.plans(work, as_of.query),
        "cards": desk.cards(request.user, subject, as_of.moment),
        "duties": desk.duties(duties_of(request.user, subject, as_of.moment), work, as_of.moment),
    }


def _levels(subject: Subject) -> str:
    """The address of the subject's observed levels."""
    if isinstance(subject, Region):
        return reverse("profiles:region_levels", args=[subject.code])
    return reverse("profiles:levels", args=[subject.uuid])


def _zones(request: SignedInRequest, there: str) -> tuple[str, str]:
    """The subject's clock and the reader's."""
    return there, str(request.actor.zone)
