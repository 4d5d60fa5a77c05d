"""Whatever the API answers is JSON and is kept by nobody on the way."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from promost.api import answers

ROOT = "/api/v1/"
KEPT = ("Allow", "Retry-After")


class ApiMiddleware:
    """Turns Django's own pages of errors into JSON under the API's root, and forbids keeping answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        response = self.get_response(request)
        if not request.path.startswith(ROOT):
            return response
        if response.status_code >= 400 and not response.headers.get("Content-Type", "").startswith("application/json"):
            response = _as_json(response)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def _as_json(page: HttpResponse) -> HttpResponse:
    answer = answers.plain(page.status_code)
    for name in KEPT:
        if name in page.headers:
            answer.headers[name] = page.headers[name]
    return answer
