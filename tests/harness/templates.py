"""Templates that forgive nothing: an undefined variable raises, and so does a tag that was left as text."""

from __future__ import annotations

import gzip
import inspect
import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.base import Origin

STRAY = re.compile(rb"\{\{|\{%|\{#")


class UndefinedVariable(AssertionError):
    """A template of ours named a variable that its view does not give."""


class StrayTag(AssertionError):
    """A page shows template code to its reader."""


class Undefined(str):
    """What Django puts in place of an undefined variable: it calls ``undefined % name``."""

    __slots__ = ()

    def __mod__(self, name: object) -> str:
        """Raise for a template of ours; give an empty text for one that came with a library."""
        origin = _origin()
        if "site-packages" in origin:
            return ""
        message = f"{origin} uses {name}, which is not defined"
        raise UndefinedVariable(message)

    def __getnewargs__(self) -> tuple[str]:
        """Let the text be copied as what it is."""
        return ("%s",)


def _origin() -> str:
    """Return the file of the node that is being rendered, found on the stack."""
    frame = inspect.currentframe()
    while frame is not None:
        origin = getattr(frame.f_locals.get("self"), "origin", None)
        if frame.f_code.co_name == "render_annotated" and isinstance(origin, Origin):
            return str(origin.name)
        frame = frame.f_back
    return "a template"


class BracesMiddleware:
    """Raise StrayTag when a page holds ``{{`` or ``{%``, unless the request says that it is on purpose."""

    allowed = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on and read the page that comes back."""
        response = self.get_response(request)
        if not self.allowed and isinstance(response, HttpResponse):
            self._read(request, response)
        return response

    @staticmethod
    def _read(request: HttpRequest, response: HttpResponse) -> None:
        content = response.content
        if response.get("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        found = STRAY.search(content) if response.get("Content-Type", "").startswith("text/html") else None
        if found:
            around = content[max(0, found.start() - 60) : found.end() + 60].decode("utf-8", "replace")
            message = f"{request.path} shows template code: …{around}…"
            raise StrayTag(message)
