"""The door of every page: who is not signed in is asked to; what a user may not see is not there; what no rule grants
is refused. Views stay free of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

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

    return cast("View[P]", login_required(guarded))


def _zone(request: SignedInRequest) -> ZoneInfo:
    organisation = request.actor.organisation
    return organisation.zone if organisation else ZoneInfo(FEDERAL_ZONE)
