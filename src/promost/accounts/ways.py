"""The way back to the page one came from, which a form names: never to another site."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest, given: str, otherwise: str = "/") -> str:
    """Return ``given`` if it is a page of this site, else ``otherwise``."""
    safe = url_has_allowed_host_and_scheme(given, {request.get_host()}, require_https=request.is_secure())
    return given if safe else otherwise
