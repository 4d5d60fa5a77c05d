"""The pages of one's own tokens."""

from __future__ import annotations

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from promost.accounts.api_tokens import actions, queries
from promost.accounts.api_tokens.forms import TokenForm
from promost.accounts.api_tokens.models import Scope
from promost.accounts.permissions import api_tokens_visible_to
from promost.accounts.requests import ActingRequest
from promost.accounts.rules import can, require
from promost.accounts.views.answers import user_of


@login_required
@require_GET
def tokens(request: ActingRequest) -> HttpResponse:
    """List one's tokens, with the means to revoke each."""
    context = {
        "tokens": queries.tokens_of(user_of(request)),
        "may_create": can(request.actor, "accounts.create_api_token"),
    }
    return render(request, "accounts/api_tokens.html", context)


@login_required
@reauthentication_required
@never_cache
@require_http_methods(["GET", "POST"])
def create(request: ActingRequest) -> HttpResponse:
    """Create a token, after the password was given anew, and show it this once."""
    require(request.actor, "accounts.create_api_token")
    form = TokenForm(request.POST or None)
    given = _given(request, form) if request.method == "POST" and form.is_valid() else None
    if given:
        shown = {"token": given.token, "text": given.text, "header": "Authorization: Bearer …"}
        return render(request, "accounts/api_token_given.html", shown)
    context = {"form": form, "organisation": request.actor.organisation}
    return render(request, "accounts/api_token_form.html", context, status=422 if form.is_bound else 200)


def _given(request: ActingRequest, form: TokenForm) -> actions.Given | None:
    values = form.cleaned_data
    try:
        return actions.create_api_token(
            request.actor, name=values["name"], scope=Scope(values["scope"]), days=values["days"]
        )
    except ValidationError as error:
        form.add_error(None, error)
        return None


@login_required
@require_POST
def revoke(request: ActingRequest, token: UUID) -> HttpResponse:
    """Revoke one of one's tokens; a second click finds it revoked."""
    found = get_object_or_404(api_tokens_visible_to(user_of(request)), uuid=token)
    actions.revoke_api_token(request.actor, found)
    messages.success(
        request, _("The token “%(name)s” is revoked: the next call with it is refused.") % {"name": found.name}
    )
    return redirect("accounts:api_tokens")
