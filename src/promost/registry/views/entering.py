"""An organisation entered, or its entry changed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from promost.kit import access
from promost.kit.doors import Request, page
from promost.kit.transitions import Overtaken
from promost.registry import actions
from promost.registry.forms import OrganisationForm, initial_of
from promost.registry.models import Organisation
from promost.registry.queries.organisations import organisation_of

FAULTY, CONFLICT = 422, 409
DECISIVE = ("kind", "region", "zone_name")
COLUMNS = {"region_id": "region", "municipality_id": "municipality"}


@require_http_methods(["GET", "HEAD", "POST"])
@page
def add(request: Request) -> HttpResponse:
    """Enter an organisation."""
    access.require(request.actor, "registry.add_organisation")
    form = OrganisationForm(request.POST or None)

    def save() -> Organisation:
        return actions.create_organisation(request.actor, contacts=form.contacts, **form.values)

    return _answer(request, form, save, None)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change an organisation's entry; whoever is second is told, and sees what they typed."""
    organisation = organisation_of(request.user, uuid)
    access.require(request.actor, "registry.edit_organisation", organisation)
    fixed = () if access.may(request.actor, "registry.reclassify_organisation", organisation) else DECISIVE
    form = OrganisationForm(request.POST or None, initial=initial_of(organisation), fixed=fixed)

    def save() -> Organisation:
        version = form.cleaned_data["version"] or 0
        values, contacts = form.values, form.contacts
        return actions.edit_organisation(request.actor, organisation, version=version, contacts=contacts, **values)

    return _answer(request, form, save, organisation)


@require_safe
@page
def municipalities(request: Request) -> HttpResponse:
    """Give the municipalities of the region chosen in the form."""
    access.require(request.actor, "registry.add_organisation")
    form = OrganisationForm(initial={"region": request.GET.get("region", "")[:10]})
    return render(request, "registry/parts/municipality.html", {"form": form})


def _answer(
    request: Request, form: OrganisationForm, save: Callable[[], Organisation], organisation: Organisation | None
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = FAULTY
        if form.is_valid():
            try:
                return _saved(request, save())
            except ValidationError as refused:
                _show(form, refused)
            except Overtaken:
                status = CONFLICT
                form.add_error(None, _("Somebody changed this entry meanwhile. Open it anew and change it again."))
    context = {"form": form, "organisation": organisation}
    return render(request, "registry/organisation_form.html", context, status=status)


def _saved(request: Request, organisation: Organisation) -> HttpResponse:
    messages.success(request, _("%(name)s is saved.") % {"name": organisation.called})
    return redirect("registry:organisation", organisation.uuid)


def _show(form: OrganisationForm, refused: ValidationError) -> None:
    """Put each fault at its field; one of no field of the form stands above."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        column = COLUMNS.get(name, name)
        form.add_error(column if column in form.fields else None, errors)
