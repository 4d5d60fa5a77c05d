"""What a request carries besides Django's own: who acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

from promost.accounts.actors import Actor

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django_htmx.middleware import HtmxDetails

    from promost.accounts.models import User


class ActingRequest(HttpRequest):
    """The request as views get it; a type alone, never made. ``actor`` is filled in by ``ActingMiddleware``."""

    user: User | AnonymousUser
    actor: Actor
    htmx: HtmxDetails


class SignedInRequest(ActingRequest):
    """The request as pages behind the door get it: somebody is signed in."""

    user: User
