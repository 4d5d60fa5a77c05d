"""Pages of a demonstration: who the invented people are, and signing in as one of them with a click."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from promost.accounts import demo, sign_in


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """List the invented people with their roles."""
    _only_in_demonstration()
    return render(request, "accounts/demo_people.html", {"people": demo.people()})


@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Sign in as an invented person; nobody real can be signed in as."""
    _only_in_demonstration()
    try:
        user = demo.person(request.POST.get("person", ""))
    except ValidationError:
        user = None
    if user is None:
        raise Http404
    return sign_in.in_demonstration(request, user)


def _only_in_demonstration() -> None:
    """These addresses are not there otherwise; should that ever fail, nothing opens."""
    if not settings.DEMO:
        raise Http404
