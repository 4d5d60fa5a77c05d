"""The page that tells how the API is used; the description itself is OpenAPI."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from promost.api import answers
from promost.api.pages import operations_by_room
from promost.api.root import api


@require_GET
def reference(request: HttpRequest) -> HttpResponse:
    """Show what can be called and how, to everybody."""
    return render(request, "api/reference.html", {"rooms": operations_by_room(api.get_openapi_schema())})


@csrf_exempt
def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer 404 below the API's root where no operation is."""
    return answers.plain(404)
