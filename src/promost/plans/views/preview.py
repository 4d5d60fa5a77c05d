"""The preview as a whole: its head, the bodies it names, the difference to the plan, accepting, putting aside."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.accounts.ways import way_back
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.plans.actions import acceptance
from promost.plans.actions import preview as actions
from promost.plans.forms.head import HeadForm
from promost.plans.models import Import
from promost.plans.pages import differences
from promost.plans.queries import imports
from promost.plans.views.imports import preview_shown
from promost.plans.views.shown import may_edit, version_of
from promost.registry.models import Organisation

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@page
def head(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Mend the plan's title, kind and period."""
    source = imports.import_of(request.user, uuid)
    require(request.actor, "plans.edit_import", source)
    form = HeadForm(request.POST or None, initial=HeadForm.initial_of(source))
    if request.method == "POST" and form.is_valid():
        try:
            actions.mend_head(request.actor, source, **form.cleaned_data)
            return redirect("plans:import", uuid)
        except Overtaken:
            form.add_error(None, _("Somebody changed the preview meanwhile; look at it again."))
        except ValidationError as refused:
            form.add_error(None, refused)
    return render(request, "plans/import_head.html", {"source": source, "form": form})


@require_POST
@page
def match(request: SignedInRequest, uuid: UUID, key: int) -> HttpResponse:
    """Say which organisation a body is."""
    source = imports.import_of(request.user, uuid)
    body = source.bodies.get(pk=key)
    chosen = request.POST.get("organisation", "")
    organisation = _organisation(chosen) if chosen else None
    try:
        actions.match_body(request.actor, body, version_of(request), organisation)
    except Overtaken:
        messages.warning(request, _("Somebody matched this body meanwhile; look at it again."))
    return redirect(way_back(request, request.POST.get("back", ""), reverse("plans:import", args=[uuid])))


def _organisation(chosen: str) -> Organisation:
    """Return the organisation of a lasting id. Raises Organisation.DoesNotExist for what is none."""
    try:
        return Organisation.objects.get(uuid=UUID(chosen))
    except ValueError:
        raise Organisation.DoesNotExist from None


@require_POST
@page
def newer(request: SignedInRequest, uuid: UUID, plan: UUID) -> HttpResponse:
    """Say that the document is a newer one of a plan."""
    source = imports.import_of(request.user, uuid)
    try:
        chosen = source.agreement.plans.get(uuid=plan)
        actions.set_plan(request.actor, source, version_of(request), chosen)
    except Overtaken as overtaken:
        return _overtaken(request, overtaken.current, uuid)
    return redirect("plans:import_difference", uuid)


@require_safe
@page
def difference(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show what a newer document changes, row by row."""
    source = imports.import_of(request.user, uuid)
    context = {
        "source": source,
        "rows": differences.rows(source),
        "may_edit": may_edit(request, source),
    }
    return render(request, "plans/import_difference.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def accept(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Accept the preview; whoever comes second is led to what the first one made. Opened anew, it is the preview."""
    source = imports.import_of(request.user, uuid)
    if request.method != "POST":
        return redirect("plans:import", uuid)
    try:
        edition = acceptance.accept(request.actor, source, version_of(request), reason=request.POST.get("reason", ""))
    except Overtaken as overtaken:
        return _overtaken(request, overtaken.current, uuid)
    except ValidationError as refused:
        return preview_shown(request, imports.import_of(request.user, uuid), refused.messages, status=WRONG)
    messages.success(request, _("Accepted: edition %(number)s of the plan.") % {"number": edition.number})
    return redirect("plans:plan", edition.plan.uuid)


def _overtaken(request: SignedInRequest, current: object, uuid: UUID) -> HttpResponse:
    if isinstance(current, Import) and current.edition:
        messages.info(request, _("The document has been accepted already; here is the plan."))
        return redirect("plans:plan", current.edition.plan.uuid)
    messages.warning(request, _("Somebody changed the preview meanwhile; look at it again."))
    return redirect("plans:import", uuid)


@require_POST
@page
def discard(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Put the import aside."""
    source = imports.import_of(request.user, uuid)
    try:
        actions.discard(request.actor, source, version_of(request))
    except Overtaken as overtaken:
        return _overtaken(request, overtaken.current, uuid)
    messages.info(request, _("The document was put aside; its preview stays readable."))
    return redirect("plans:agreement", source.agreement.uuid)
