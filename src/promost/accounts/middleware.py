"""Every request knows who acts, and speaks the user's language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from promost.accounts import acting
from promost.accounts.actors import Refused
from promost.accounts.models import User
from promost.kit.views import forbidden


class ActingMiddleware:
    """Sets ``request.actor``, found when it is first asked for, and the language of a signed-in user's profile.

    A language chosen on the page (the cookie) goes before the profile's. A stranger costs no query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        request.actor = SimpleLazyObject(partial(acting.current, request))  # type: ignore[attr-defined]
        language = _language_of_profile(request)
        if language:
            translation.activate(language)
            request.LANGUAGE_CODE = translation.get_language() or language
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer an action that was refused: a stranger signs in first, anybody else gets 403."""
        if not isinstance(exception, Refused):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return forbidden(request, exception)


def _language_of_profile(request: HttpRequest) -> str:
    cookies = request.COOKIES
    if settings.LANGUAGE_COOKIE_NAME in cookies or settings.SESSION_COOKIE_NAME not in cookies:
        return ""
    return request.user.language if isinstance(request.user, User) else ""
