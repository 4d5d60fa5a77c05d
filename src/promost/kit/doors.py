"""The door of a page in rooms below the accounts: who is not signed in is asked to; what is not there is 404; what no
rule grants is 403. Views stay free of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from promost.kit.access import Refused

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

P = ParamSpec("P")


class Request(HttpRequest):
    """The request as views get it, a type alone: ``actor`` is whoever acts, filled in by the accounts' middleware."""

    actor: Any
    htmx: HtmxDetails


Page = Callable[Concatenate[Request, P], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def page(view: Page[P]) -> View[P]:
    """Make a view a page for signed-in users: DoesNotExist becomes 404, Refused becomes 403."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(cast(Request, request), *args, **kwargs)
        except ObjectDoesNotExist as missing:
            raise Http404 from missing
        except Refused as refused:
            raise PermissionDenied(refused.permission) from refused

    return cast("View[P]", login_required(guarded))
