"""Many facts from an .xlsx: the template, taking the file, the refused rows."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit import files
from promost.kit.doors import page
from promost.ledger import sheets
from promost.ledger.actions.sheets import Taken, take_sheet
from promost.ledger.files import check_size
from promost.ledger.forms import SheetForm
from promost.ledger.models import Sheet
from promost.ledger.problems import Bad
from promost.ledger.views.evidence import attachment
from promost.plans.models import Plan
from promost.plans.queries.plans import plan_of

SHOWN = 50
"""Refused rows that the page lists; the file has all."""
LAST = 20


@require_http_methods(["GET", "HEAD", "POST"])
@page
def sheet(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Take a sheet of results, and say what became of each row."""
    plan = plan_of(request.user, uuid)
    require(request.actor, "ledger.take_sheet", plan)
    form = SheetForm(request.POST or None, request.FILES or None)
    taken = _take(request, plan, form) if request.method == "POST" and form.is_valid() else None
    earlier = plan.sheets.select_related("made_by", "made_for").order_by("-pk")[:LAST]
    refused = [(line.number, bad.words) for line, bad in taken.refused[:SHOWN]] if taken else []
    context = {"plan": plan, "form": form, "taken": taken, "refused": refused, "earlier": earlier}
    return render(request, "ledger/sheet.html", context)


def _take(request: SignedInRequest, plan: Plan, form: SheetForm) -> Taken | None:
    data = form.cleaned_data
    sent = data["sheet"]
    try:
        check_size(sent)
        return take_sheet(
            request.actor, plan, sent.name, sent.read(), evidence=data["files"], personal=data["personal"]
        )
    except Bad as bad:
        # What is wrong with a file names the file, be it the sheet or what proves it.
        form.add_error(None if bad.field == "files" else "sheet", bad.words)
        return None


@require_safe
@page
def template(request: SignedInRequest, uuid: UUID) -> HttpResponseBase:
    """Give the template of a plan's sheet."""
    plan = plan_of(request.user, uuid)
    require(request.actor, "ledger.take_sheet", plan)
    return attachment(sheets.template(plan), "promost-results.xlsx")


@require_safe
@page
def refused(request: SignedInRequest, uuid: UUID) -> HttpResponseBase:
    """Give the refused rows of a sheet, with the reasons."""
    taken = Sheet.objects.exclude(refused_sha256="").select_related("plan__agreement").get(uuid=uuid)
    plan_of(request.user, taken.plan.uuid)
    require(request.actor, "ledger.take_sheet", taken.plan)
    return attachment(files.read(taken.refused_sha256), f"refused-{taken.name}")
