"""The life of a scheme: handed in, returned, published, archived, revived; what the button says is what is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from promost.accounts.actors import Actor
from promost.accounts.requests import SignedInRequest
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.support.models import Scheme
from promost.support.schemes import actions
from promost.support.schemes.pages.showing import scheme_of

Way = Callable[[Actor, Scheme, str], Scheme]
WAYS: Mapping[str, tuple[Way, object]] = {
    "submit": (
        lambda actor, scheme, _why: actions.submit_for_review(actor, scheme),
        gettext_lazy("Handed in for review."),
    ),
    "return": (actions.return_to_draft, gettext_lazy("Returned as a draft, with your words.")),
    "publish": (
        lambda actor, scheme, _why: actions.publish(actor, scheme),
        gettext_lazy("Published: everybody sees it now."),
    ),
    "archive": (actions.archive, gettext_lazy("Archived: its page says why.")),
    "revive": (lambda actor, scheme, _why: actions.revive(actor, scheme), gettext_lazy("It is a draft again.")),
}


@require_POST
@page
def move(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Do what was pressed to the scheme as it was seen; whoever is second is told."""
    scheme = scheme_of(request.user, uuid)
    way, done = WAYS.get(request.POST.get("do", ""), WAYS["submit"])
    version = request.POST.get("version", "")
    scheme.version = int(version) if version.isdecimal() and len(version) < 10 else scheme.version
    try:
        way(request.actor, scheme, request.POST.get("why", ""))
        messages.success(request, str(done))
    except Overtaken:
        messages.warning(
            request, _("Somebody changed the scheme meanwhile: here is how it stands now. Nothing was done.")
        )
    except ValidationError as refused:
        for message in refused.messages:
            messages.error(request, message)
    return redirect("support:scheme", uuid)
