"""The door of every page: who is not signed in is asked to; what a user may not see is not there; what no rule grants
is refused. Views stay free of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from promost.accounts.requests import SignedInRequest
from promost.kit.access import Refused
from promost.registry.models.organisations import FEDERAL_ZONE

P = ParamSpec("P")
Page = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def page(view: Page[P]) -> View[P]:
    """Make a view a page for signed-in users: DoesNotExist becomes 404, Refused becomes 403.

    Moments on it are written in the zone of the organisation acted for.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        asked = cast(SignedInRequest, request)
        try:
            with timezone.override(_zone(asked)):
                return view(asked, *args, **kwargs)
        except ObjectDoesNotExist as missing:
            raise Http404 from missing
        except Refused as refused:
            raise PermissionDenied(refused.permission) from refused

    return cast("View[P]", _to_sign_in(login_required(guarded)))


def _to_sign_in(view: View[P]) -> View[P]:
    """When a session has ended, send the whole page to the sign-in and back, not a part of it."""

    @wraps(view)
    def asked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        htmx = getattr(request, "htmx", None)
        if not htmx or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        back = urlencode({REDIRECT_FIELD_NAME: htmx.current_url_abs_path or "/"})
        return HttpResponseClientRedirect(f"{resolve_url(settings.LOGIN_URL)}?{back}")

    return cast("View[P]", asked)


def _zone(request: SignedInRequest) -> ZoneInfo:
    organisation = request.actor.organisation
    return organisation.zone if organisation else ZoneInfo(FEDERAL_ZONE)
