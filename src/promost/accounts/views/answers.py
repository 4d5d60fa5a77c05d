"""What the pages of the accounts have in common."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from promost.accounts.actors import Refused
from promost.accounts.models import User
from promost.accounts.requests import ActingRequest
from promost.registry.models import Organisation


def tell(request: HttpRequest, error: ValidationError) -> None:
    """Show the person why something was not done, on the page that comes next."""
    for sentence in error.messages:
        messages.error(request, sentence)


def user_of(request: ActingRequest) -> User:
    """Return the signed-in user; the view asks for one by ``login_required``."""
    return cast("User", request.user)


def organisation_of(request: ActingRequest) -> Organisation:
    """Return the organisation acted for. Raises Refused for somebody who acts for none."""
    if request.actor.organisation is None:
        raise Refused("accounts.list_members")
    return request.actor.organisation
