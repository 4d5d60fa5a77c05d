"""The door of a page: who is not signed in is asked to; what is not there is 404; what no rule grants is 403. Views
stay free of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from promost.kit.access import Refused

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class Request(HttpRequest):
    """The request as views get it, a type alone: ``actor`` is whoever acts, filled in by the accounts' middleware."""

    actor: Any
    htmx: HtmxDetails


def page(view: Callable[Concatenate[R, P], HttpResponseBase]) -> View[P]:
    """Make a view a page for signed-in users: DoesNotExist becomes 404, Refused becomes 403.

    Moments on it are written in the zone where the actor works.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            with timezone.override(cast(Request, request).actor.zone):
                return view(cast(R, request), *args, **kwargs)
        except ObjectDoesNotExist as missing:
            raise Http404 from missing
        except Refused as refused:
            raise PermissionDenied(refused.permission) from refused

    return _whole_page_to_sign_in(cast("View[P]", login_required(guarded)))


def _whole_page_to_sign_in(view: View[P]) -> View[P]:
    """When a session has ended, send the whole page to the sign-in and back, not a part of it."""

    @wraps(view)
    def asked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        htmx = getattr(request, "htmx", None)
        if not htmx or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        messages.info(request, _("Your session has ended. Sign in again; what was saved is there."))
        back = urlencode({REDIRECT_FIELD_NAME: htmx.current_url_abs_path or "/"})
        return HttpResponseClientRedirect(f"{resolve_url(settings.LOGIN_URL)}?{back}")

    return cast("View[P]", asked)
