"""Conditions read from a text: beside the words and the place, confirmed or declined singly or many at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.matching import Schema
from promost.profiles.schema import enterprise_schema
from promost.support.criteria import tree
from promost.support.criteria.forms import language
from promost.support.criteria.outline import Part, outline
from promost.support.models import Proposal, ProposalState, Scheme
from promost.support.schemes import actions
from promost.support.schemes.pages.showing import scheme_of


@require_http_methods(["GET", "HEAD", "POST"])
@page
def proposals(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show what was read, and take the decisions."""
    scheme = scheme_of(request.user, uuid)
    require(request.actor, "support.edit_scheme", scheme)
    if request.method == "POST":
        return _decide(request, scheme)
    schema = enterprise_schema()
    every = list(scheme.proposals.select_related("decided_by").order_by("position", "pk"))
    context = {
        "scheme": scheme,
        "waiting": [(each, _said(each, schema)) for each in every if each.state == ProposalState.PROPOSED],
        "decided": [(each, _said(each, schema)) for each in every if each.state != ProposalState.PROPOSED],
    }
    return render(request, "support/schemes/proposals.html", context)


def _said(proposal: Proposal, schema: Schema) -> Part:
    return outline(tree.opened(proposal.node), schema, language())


def _decide(request: SignedInRequest, scheme: Scheme) -> HttpResponse:
    deed, _sign, one = request.POST.get("do", "").partition(":")
    chosen = [one] if one else request.POST.getlist("chosen")
    keys = [int(key) for key in chosen if key.isdecimal() and len(key) < 12]
    if not keys:
        messages.error(request, _("Choose at least one condition."))
        return redirect("support:scheme-proposals", scheme.uuid)
    verb: Any = actions.confirm if deed == "confirm" else actions.decline
    try:
        verb(request.actor, scheme, keys)
        messages.success(request, _done(deed, len(keys)))
    except Overtaken:
        messages.warning(request, _("Somebody changed the scheme meanwhile: look again. Nothing was done."))
    except ValidationError as refused:
        for message in refused.messages:
            messages.error(request, message)
    return redirect("support:scheme-proposals", scheme.uuid)


def _done(deed: str, count: int) -> str:
    if deed == "confirm":
        said = ngettext(
            "%(count)s condition is part of the criteria now.",
            "%(count)s conditions are part of the criteria now.",
            count,
        )
    else:
        said = ngettext("%(count)s condition was left out.", "%(count)s conditions were left out.", count)
    return said % {"count": count}
