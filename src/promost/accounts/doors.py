"""The door of every page: who is not signed in is asked to; what a user may not see is not there; what no rule grants
is refused. Views stay free of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from promost.accounts.requests import ActingRequest
from promost.kit.access import Refused

P = ParamSpec("P")
Page = Callable[Concatenate[ActingRequest, P], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def page(view: Page[P]) -> View[P]:
    """Make a view a page for signed-in users: DoesNotExist becomes 404, Refused becomes 403."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(cast(ActingRequest, request), *args, **kwargs)
        except ObjectDoesNotExist as missing:
            raise Http404 from missing
        except Refused as refused:
            raise PermissionDenied(refused.permission) from refused

    return cast("View[P]", login_required(guarded))
