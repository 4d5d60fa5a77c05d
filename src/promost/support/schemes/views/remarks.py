"""Readers' remarks: anybody writes one, whoever looks after the scheme answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from promost.accounts.requests import ActingRequest, SignedInRequest
from promost.accounts.rules import can, require
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.support.models import Remark, RemarkKind, RemarkState, Scheme
from promost.support.schemes import actions, throttling
from promost.support.schemes.actions.remarks import SUGGESTED
from promost.support.schemes.forms.remarks import AnswerForm, RemarkForm
from promost.support.schemes.pages.showing import scheme_of
from promost.support.schemes.permissions import remarks_visible_to
from promost.support.schemes.views.doors import open_page
from promost.support.schemes.words import LABELS

PAGE = 25
WRONG, TOO_OFTEN = 422, 429


@require_http_methods(["GET", "HEAD", "POST"])
@open_page
def remark(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Take a remark on a scheme from whoever reads it."""
    user: Any = request.user
    scheme = scheme_of(user, uuid)
    if request.method != "POST":
        return _form(request, scheme, RemarkForm(initial=_initial(request, scheme)))
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _form(request, scheme, form, WRONG)
    if not form.is_by_a_program and (status := _taken(request, scheme, form)):
        return _form(request, scheme, form, status)
    messages.success(request, _("Thank you. The office that looks after this scheme reads it."))
    return redirect("support:scheme", uuid)


def _taken(request: ActingRequest, scheme: Scheme, form: RemarkForm) -> int:
    """Keep the remark; give the status of what was wrong, 0 when nothing was."""
    given = form.cleaned_data
    if throttling.is_too_often(request):
        form.add_error(None, _("That is many remarks in a short time. Please send the next one in an hour."))
        return TOO_OFTEN
    try:
        actions.remark(
            request.actor, scheme, RemarkKind(given["kind"]), given["text"], given["field"], given["suggested"]
        )
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return WRONG
    return 0


def _initial(request: ActingRequest, scheme: Scheme) -> dict[str, Any]:
    field = request.GET.get("field", "")
    asked = {"kind": request.GET.get("kind", "")}
    return asked | ({"field": field, "suggested": getattr(scheme, field)} if field in SUGGESTED else {})


def _form(request: ActingRequest, scheme: Scheme, form: RemarkForm, status: int = 200) -> HttpResponse:
    return render(request, "support/schemes/remark.html", {"scheme": scheme, "form": form}, status=status)


@require_safe
@page
def inbox(request: SignedInRequest) -> HttpResponse:
    """Show the remarks on the schemes that this user's bodies look after, and their own; those that wait first."""
    state = request.GET.get("state", "")
    rows = remarks_visible_to(request.user).select_related("scheme__region", "scheme__provider__region")
    rows = rows.filter(state=state) if state in RemarkState.values else rows
    shown = Paginator(rows.order_by("-pk"), PAGE).get_page(request.GET.get("page"))
    tabs = [("", _("all")), *((value, RemarkState(value).label) for value in RemarkState.values)]
    context = {
        "shown": shown,
        "rows": [_row(request, each) for each in shown],
        "tabs": [{"url": f"?state={value}", "label": word, "current": value == state} for value, word in tabs],
    }
    return render(request, "support/schemes/remarks.html", context)


def _row(request: SignedInRequest, each: Remark, form: AnswerForm | None = None) -> dict[str, Any]:
    waits = each.state == RemarkState.NEW and can(request.actor, "support.edit_scheme", each.scheme)
    now = getattr(each.scheme, each.field) if each.field in SUGGESTED else ""
    empty = AnswerForm(initial={"version": each.version}, auto_id=f"id_{each.pk}_%s")
    return {"remark": each, "field": LABELS.get(each.field, ""), "now": now, "form": (form or empty) if waits else None}


@require_POST
@page
def answer(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Accept a remark, with its wording, or decline it with words."""
    found = remarks_visible_to(request.user).select_related("scheme__region", "scheme__provider__region").get(uuid=uuid)
    require(request.actor, "support.edit_scheme", found.scheme)
    form = AnswerForm(request.POST, auto_id=f"id_{found.pk}_%s")
    if not form.is_valid():
        return _one(request, found, form, WRONG)
    found.version = form.cleaned_data["version"]
    try:
        actions.answer_remark(request.actor, found, request.POST.get("do") == "accept", form.cleaned_data["answer"])
        messages.success(request, _("The remark is answered."))
    except Overtaken:
        messages.warning(request, _("Somebody was first: the remark or the scheme was changed. Look again, please."))
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return _one(request, found, form, WRONG)
    return redirect("support:remarks")


def _one(request: SignedInRequest, remark: Remark, form: AnswerForm, status: int) -> HttpResponse:
    context = {"rows": [_row(request, remark, form)], "tabs": []}
    return render(request, "support/schemes/remarks.html", context, status=status)
