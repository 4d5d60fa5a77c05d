"""Inviting people, and accepting an invitation."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from promost.accounts import actions, queries, sign_in
from promost.accounts.actors import Refused
from promost.accounts.forms import FoundForm, InviteForm, NewAccountForm
from promost.accounts.models import Invitation, Role, User
from promost.accounts.permissions import invitations_visible_to
from promost.accounts.requests import ActingRequest
from promost.accounts.rules import can
from promost.accounts.views.answers import organisation_of, tell, user_of

FILES = "django.core.mail.backends.filebased.EmailBackend"


@login_required
@require_http_methods(["GET", "POST"])
def invite(request: ActingRequest) -> HttpResponse:
    """Invite somebody: into one's own organisation, or, running the installation, the first of any other."""
    organisation = request.actor.organisation
    manages = organisation is not None and can(request.actor, "accounts.manage_members", organisation)
    if not manages and not can(request.actor, "accounts.found_members"):
        raise Refused("accounts.manage_members")
    kind = InviteForm if manages else FoundForm
    form = kind(request.POST or None, initial={"language": get_language(), "role": Role.EDITOR})
    if request.method == "POST" and form.is_valid() and _sent(request, form):
        return redirect("accounts:members" if manages else "accounts:invite")
    context = {"form": form, "manages": manages, "title": str(organisation) if manages else ""}
    return render(request, "accounts/invite.html", context, status=422 if form.is_bound else 200)


def _sent(request: ActingRequest, form: InviteForm | FoundForm) -> bool:
    values = form.cleaned_data
    try:
        invitation = actions.invite(
            request.actor,
            values.get("organisation") or organisation_of(request),
            email=values["email"],
            role=Role(values.get("role", Role.ADMINISTRATOR)),
            language=values["language"],
            request=request,
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _said(invitation))
    return True


def _said(invitation: Invitation) -> str:
    if settings.EMAIL_BACKEND == FILES:
        sentence = _("No mail server is set up: the letter to %(email)s lies in the data folder, under mail.")
    else:
        sentence = _("A letter with a link went to %(email)s.")
    return sentence % {"email": invitation.email}


@login_required
@require_POST
def withdraw(request: ActingRequest, invitation: UUID) -> HttpResponse:
    """Make an invitation's link worthless."""
    found = get_object_or_404(invitations_visible_to(user_of(request)), uuid=invitation)
    try:
        actions.withdraw_invitation(request.actor, found)
        messages.success(request, _("The invitation to %(email)s is withdrawn.") % {"email": found.email})
    except ValidationError as error:
        tell(request, error)
    return redirect("accounts:members")


@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: ActingRequest, token: str) -> HttpResponse:
    """Open the link of a letter: a new account for a new person, a further role for one who has an account."""
    try:
        found = actions.open_invitation(token)
        if isinstance(request.user, User):
            return _as_member(request, token, found)
        if queries.has_account(found.email):
            return render(request, "accounts/invitation_sign_in.html", {"invitation": found})
        return _as_new_user(request, token, found)
    except ValidationError as error:
        context = {"sentence": " ".join(error.messages)}
        return render(request, "accounts/invitation_over.html", context, status=410)


def _as_member(request: ActingRequest, token: str, found: Invitation) -> HttpResponse:
    if request.method == "POST":
        actions.accept_as_member(token, user_of(request))
        messages.success(request, _("You now act for %(body)s.") % {"body": found.organisation})
        return redirect("accounts:members")
    return render(request, "accounts/invitation_member.html", {"invitation": found})


def _as_new_user(request: HttpRequest, token: str, found: Invitation) -> HttpResponse:
    form = NewAccountForm(request.POST or None, email=found.email)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        user = actions.accept_as_new_user(
            token, name=values["name"], password=values["password"], position=values["position"]
        )
        return sign_in.after_invitation(request, user)
    context = {"form": form, "invitation": found}
    return render(request, "accounts/invitation.html", context, status=422 if form.is_bound else 200)
