"""Schemes kept at hand, and being told of those that newly fit."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from promost.accounts.requests import ActingRequest, SignedInRequest
from promost.accounts.rules import require
from promost.kit.doors import page
from promost.support.models import Scheme, Subscription
from promost.support.navigator import actions
from promost.support.navigator.keeping import Kept, keep, kept
from promost.support.navigator.looking import Look
from promost.support.navigator.subjects import own_of
from promost.support.schemes import queries


@require_safe
def saved(request: ActingRequest) -> HttpResponse:
    """Show the schemes kept at hand, as the enterprise stands with them."""
    look = Look(request)
    fits = [look.standing.every[key] for key in look.saved if key in look.standing.every]
    context = {"look": look, "subject": look.subject, "rows": look.teller.rows(fits, look.saved), "today": look.today}
    return render(request, "support/navigator/saved.html", context)


@require_POST
def save(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Keep a scheme at hand, or put it back: for who is signed in at the site, else in the browser."""
    scheme = queries.published().filter(uuid=uuid).first()
    if scheme is None:
        return render(request, "404.html", status=404)
    is_saved = request.POST.get("saved") == "1"
    visit = _saved(request, scheme, is_saved)
    if request.htmx:
        context = {"key": str(uuid), "is_saved": is_saved, "name": str(scheme)}
        return keep(render(request, "support/navigator/parts/save.html", context), visit)
    return keep(redirect(_back(request)), visit)


@require_POST
@page
def follow(request: SignedInRequest) -> HttpResponse:
    """Ask to be told of schemes that newly fit the enterprise, be told no more, or take note of the new ones."""
    own = own_of(request.actor)
    require(request.actor, "support.subscribe", own)
    assert own is not None  # the rule asks for it  # noqa: S101
    do = request.POST.get("do")
    if do == "unsubscribe":
        actions.unsubscribe(request.actor, own)
        messages.success(request, _("Nothing will be told of new schemes."))
    elif do == "seen":
        actions.seen(request.actor, Subscription.objects.select_related("organisation__region").get(organisation=own))
    else:
        actions.subscribe(request.actor, own)
        messages.success(request, _("Schemes that newly fit will be told here and on the desk of the enterprise."))
    return redirect("support:navigator")


def _saved(request: ActingRequest, scheme: Scheme, is_saved: bool) -> Kept:
    visit, key = kept(request), str(scheme.uuid)
    if not request.user.is_authenticated:
        return visit.with_saved(key) if is_saved else visit.without_saved(key)
    (actions.save if is_saved else actions.unsave)(request.actor, scheme)
    return visit.without_saved(key)


def _back(request: ActingRequest) -> str:
    onward = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return onward if onward and is_ours else "support:navigator"
