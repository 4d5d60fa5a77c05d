"""Signing a user in where no password was asked for: after an invitation, and in a demonstration."""

from __future__ import annotations

from typing import cast

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse

from promost.accounts.models import User


def after_invitation(request: HttpRequest, user: User) -> HttpResponse:
    """Sign a person in who has just set a password, and go to the first page."""
    return cast("HttpResponse", perform_login(request, user, redirect_url="/"))


def in_demonstration(request: HttpRequest, user: User) -> HttpResponse:
    """Sign in as an invented person, whoever was signed in before."""
    request.session.flush()
    return cast("HttpResponse", perform_login(request, user, redirect_url="/"))
