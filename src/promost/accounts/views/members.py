"""Members of the organisation acted for: who they are, their roles, invitations."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from promost.accounts import actions, queries
from promost.accounts.forms import WORK_ROLES, RolesForm
from promost.accounts.models import User
from promost.accounts.requests import ActingRequest
from promost.accounts.rules import can, require
from promost.accounts.views.answers import organisation_of, tell
from promost.registry.models import Organisation


@login_required
@require_GET
def members(request: ActingRequest) -> HttpResponse:
    """Show who acts for the organisation; its administrators may change that here."""
    require(request.actor, "accounts.list_members")
    organisation = organisation_of(request)
    manages = can(request.actor, "accounts.manage_members", organisation)
    context = {
        "organisation": organisation,
        "members": queries.members(organisation),
        "manages": manages,
        "invitations": queries.waiting_invitations(organisation) if manages else [],
        "work_roles": WORK_ROLES,
    }
    return render(request, "accounts/members.html", context)


@login_required
@require_POST
def change_role(request: ActingRequest, person: UUID) -> HttpResponse:
    """Give a member other roles."""
    organisation, form = organisation_of(request), RolesForm(request.POST)
    require(request.actor, "accounts.manage_members", organisation)
    user = _member(organisation, person)
    if not form.is_valid():
        messages.error(request, _("Choose a role from the list. Nothing was changed."))
        return redirect("accounts:members")
    try:
        actions.change_role(request.actor, organisation, user, form.roles())
        messages.success(request, _("Saved: the roles of %(user)s.") % {"user": user})
    except ValidationError as error:
        tell(request, error)
    return redirect("accounts:members")


@login_required
@require_POST
def remove_member(request: ActingRequest, person: UUID) -> HttpResponse:
    """End a membership."""
    organisation = organisation_of(request)
    require(request.actor, "accounts.manage_members", organisation)
    user = _member(organisation, person)
    try:
        actions.remove_member(request.actor, organisation, user)
        messages.success(request, _("%(user)s is not a member any more.") % {"user": user})
    except ValidationError as error:
        tell(request, error)
    return redirect("accounts:members")


@login_required
@require_POST
def leave(request: ActingRequest) -> HttpResponse:
    """End one's own membership."""
    organisation = organisation_of(request)
    try:
        actions.leave(request.actor, organisation)
        messages.success(request, _("You have left %(organisation)s.") % {"organisation": organisation})
    except ValidationError as error:
        tell(request, error)
    return redirect("accounts:profile")


def _member(organisation: Organisation, person: UUID) -> User:
    """Return somebody who is or was a member (a second click on "remove" is told that they have gone), else 404."""
    user = get_object_or_404(User, uuid=person, erased_at=None)
    if not queries.knows(organisation, user):
        raise Http404
    return user
