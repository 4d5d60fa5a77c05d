"""The builder of criteria: plain words, one round trip for each button; htmx swaps the builder alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit import clock
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.matching import Schema
from promost.profiles.schema import enterprise_schema
from promost.support.criteria import builder, counting, tree
from promost.support.criteria.builder import State
from promost.support.criteria.forms import language
from promost.support.criteria.outline import Judged, Part, judge, outline
from promost.support.models import Scheme
from promost.support.schemes import actions
from promost.support.schemes.actions.proposals import joined
from promost.support.schemes.pages.showing import scheme_of
from promost.support.schemes.windows import zone_of

WRONG, CONFLICT = 422, 409


@require_http_methods(["GET", "HEAD", "POST"])
@page
def build(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show the criteria being built, do what was pressed, save them at the end."""
    scheme, schema = _scheme(request, uuid), enterprise_schema()
    if request.method != "POST":
        return _shown(request, scheme, schema, State(tree.opened(scheme.criteria)))
    button = request.POST.get("do", "")
    state = builder.read(request.POST, schema, scheme.criteria)
    if button != "save":
        state = builder.press(state, button, request.POST, schema)
        return _shown(request, scheme, schema, state, WRONG if state.is_wrong else 200)
    if state.condition is not None:  # what stands in the open form is meant too
        state = builder.press(state, "apply", request.POST, schema)
        if state.is_wrong:
            return _shown(request, scheme, schema, state, WRONG)
    return _save(request, scheme, schema, state)


def _save(request: SignedInRequest, scheme: Scheme, schema: Schema, state: State) -> HttpResponse:
    version = request.POST.get("version", "")
    scheme.version = int(version) if version.isdecimal() and len(version) < 10 else scheme.version
    try:
        actions.set_criteria(request.actor, scheme, tree.closed(state.root))
    except Overtaken:
        now = scheme_of(request.user, scheme.uuid)
        return _shown(request, now, schema, state, CONFLICT, theirs=_outline(now.criteria, schema))
    except ValidationError as refused:
        return _shown(request, scheme, schema, state, WRONG, refused=refused.messages)
    messages.success(request, _("The criteria are saved."))
    if request.htmx:
        return HttpResponseClientRedirect(reverse("support:scheme", args=[scheme.uuid]))
    return redirect("support:scheme", scheme.uuid)


@require_POST
@page
def count(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Count for the criteria that are being built."""
    scheme = _scheme(request, uuid)
    state = builder.read(request.POST, enterprise_schema(), scheme.criteria)
    context = {"counted": _counted(scheme, state), "scheme": scheme}
    return render(request, "support/schemes/parts/counted.html", context)


def _scheme(request: SignedInRequest, uuid: UUID) -> Scheme:
    scheme = scheme_of(request.user, uuid)
    require(request.actor, "support.edit_scheme", scheme)
    return scheme


def _shown(
    request: SignedInRequest, scheme: Scheme, schema: Schema, state: State, status: int = 200, **more: Any
) -> HttpResponse:
    whole = outline(state.root, schema, language())
    context: dict[str, Any] = {
        "scheme": scheme,
        "state": state,
        "whole": whole,
        "judged": _judged(state, schema, clock.today(zone_of(scheme))),
        "targets": _groups(whole, state.place) if state.what == "move" else (),
        "generic": _outline(scheme.generic.criteria, schema) if scheme.generic and scheme.generic.criteria else None,
        "json": json.dumps(tree.closed(state.root), ensure_ascii=False, indent=2),
        "counted": _counted(scheme, state) if request.method == "POST" and not request.htmx else None,
        **more,
    }
    page_ = "support/schemes/parts/builder.html" if request.htmx else "support/schemes/criteria.html"
    return render(request, page_, context, status=status)


def _judged(state: State, schema: Schema, day: date) -> Judged:
    """Findings name places by their numbers: an empty group would shift them, and is spoken of itself."""
    closed = tree.closed(state.root)
    if closed != state.root:
        empty = _("An empty group does not count and is left out when you save.")
        return Judged(findings=(empty,) if tree.parts_of(state.root) else ())
    return judge(closed, schema, day, language())


def _outline(criteria: Mapping[str, Any], schema: Schema) -> Part:
    return outline(tree.opened(criteria), schema, language())


def _groups(part: Part, moved: str) -> list[Part]:
    """The groups into which a part can be moved: none within itself, none too deep."""
    if not part.is_group or part.place == moved or part.depth >= tree.DEPTH:
        return []
    return [part, *(group for inside in part.parts for group in _groups(inside, moved))]


def _counted(scheme: Scheme, state: State) -> counting.Counted | None:
    own = tree.closed(state.root)
    generic = scheme.generic.criteria if scheme.generic else {}
    criteria = joined(generic, [own] if own else []) if generic else own
    return counting.count(criteria, counting.region_of(scheme), clock.today(zone_of(scheme)))
