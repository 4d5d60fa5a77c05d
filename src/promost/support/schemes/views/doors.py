"""The door of a page that is open to everybody: what is not there is 404, what no rule grants is 403."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from promost.accounts.requests import ActingRequest
from promost.kit.access import Refused

P = ParamSpec("P")


def open_page(
    view: Callable[Concatenate[ActingRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Make a view a page for strangers too; moments on it are written in the zone where the reader works."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        asked = cast(Any, request)
        try:
            with timezone.override(asked.actor.zone):
                return view(asked, *args, **kwargs)
        except ObjectDoesNotExist as missing:
            raise Http404 from missing
        except Refused as refused:
            raise PermissionDenied(refused.permission) from refused

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", guarded)
