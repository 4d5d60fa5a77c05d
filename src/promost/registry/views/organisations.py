"""The list of organisations, and one of them."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from promost.kit import access, clock
from promost.kit.doors import Request, page
from promost.registry.forms import SpellingForm
from promost.registry.models import Organisation, OrganisationKind
from promost.registry.pages import deeds
from promost.registry.queries.organisations import Sought, organisation_list, organisation_of, organisation_view
from promost.registry.queries.reference import region_list, region_names

ON_A_PAGE = 50


@require_safe
@page
def listing(request: Request) -> HttpResponse:
    """Show the organisations, by kind, by region, by a word; htmx swaps the list alone."""
    access.require(request.actor, "registry.view_organisation")
    sought = Sought(*(request.GET.get(name, "")[:200].strip() for name in ("q", "kind", "region")))
    found = Paginator(organisation_list(request.user, sought), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"sought": sought, "found": found}
    if request.htmx:
        return render(request, "registry/parts/organisations.html", context)
    context |= {
        "kinds": OrganisationKind.choices,
        "regions": region_list(),
        "may_add": access.may(request.actor, "registry.add_organisation"),
    }
    return render(request, "registry/organisations.html", context)


@require_safe
@page
def show(request: Request, uuid: UUID) -> HttpResponse:
    """Show an organisation: what is known of it, how documents write it, what was done with the entry."""
    return organisation_page(request, organisation_of(request.user, uuid), SpellingForm())


def organisation_page(
    request: Request, organisation: Organisation, form: SpellingForm, status: int = 200
) -> HttpResponse:
    """Give the page of an organisation, with the form of a new spelling as it stands."""
    access.require(request.actor, "registry.view_organisation", organisation)
    stands = organisation.merged_into is None
    view = organisation_view(organisation)
    context = {
        "view": view,
        "region_names": region_names(deeds.region_codes(view.history)),
        "organisation": organisation,
        "form": form,
        "there": f"{clock.now().astimezone(organisation.zone):%H:%M}",
        "may_edit": stands and access.may(request.actor, "registry.edit_organisation", organisation),
        "may_spell": stands and access.may(request.actor, "registry.spell_everywhere", organisation),
        "may_merge": stands and access.may(request.actor, "registry.merge_organisations", organisation),
    }
    return render(request, "registry/organisation.html", context, status=status)
