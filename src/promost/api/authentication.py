"""Who calls: a bearer token opens the API, and nothing else does; a session's cookie is not looked at."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import translation
from ninja.security import HttpBearer

from promost.accounts.api_tokens.acting import TokenRefused, note_use, open_token
from promost.accounts.api_tokens.models import ApiToken, Scope

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class ReadOnly(Exception):
    """A token that only reads was used to change something."""


class Bearer(HttpBearer):
    """Finds who acts by the token of the request, and puts them where pages have them."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        """Set ``request.user`` and ``request.actor``. Raises TokenRefused, ReadOnly."""
        found, actor = open_token(token.strip())
        if request.method not in READING and found.scope != Scope.WRITE:
            raise ReadOnly
        request.user = actor.person
        request.actor = actor  # type: ignore[attr-defined]
        if "Accept-Language" not in request.headers:
            translation.activate(actor.person.language)
        note_use(found)
        return found


__all__ = ["Bearer", "ReadOnly", "TokenRefused"]
