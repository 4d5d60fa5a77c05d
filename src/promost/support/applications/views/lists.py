"""Lists of applications: an enterprise's own, a provider's queue, a region's."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.kit.doors import page
from promost.ledger.views.evidence import attachment
from promost.support.applications import queries, reasons
from promost.support.applications.pages import steps
from promost.support.models import Application, ApplicationState

PAGE = 25
ASKED = ("scheme", "state", "words")


@require_safe
@page
def applications(request: SignedInRequest) -> HttpResponse:
    """Show the applications of the organisation acted for: what waits for the reader first."""
    require(request.actor, "support.list_applications")
    asked = _asked(request)
    found = Paginator(queries.listed(request.actor, asked), PAGE).get_page(request.GET.get("page"))
    context = {
        "found": found,
        "rows": [_row(request, each) for each in found],
        "asked": asked,
        "schemes": queries.schemes_of(request.actor),
        "states": [each for each in ApplicationState.choices if each[0] != "draft" or _is_enterprise(request)],
        "is_enterprise": _is_enterprise(request),
        "query": request.GET.urlencode(),
        "may_record": can(request.actor, "support.record_elsewhere"),
    }
    return render(request, "support/applications/list.html", context)


@require_safe
@page
def file(request: SignedInRequest) -> HttpResponseBase:
    """Give the list as a table (.csv): no more than the page shows."""
    require(request.actor, "support.list_applications")
    rows = queries.listed(request.actor, _asked(request))
    return attachment(_table(request, rows), "applications.csv")


def _asked(request: SignedInRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "").strip()[:100] for name in ASKED}


def _is_enterprise(request: SignedInRequest) -> bool:
    own = request.actor.organisation
    return own is not None and own.kind == "enterprise"


def _row(request: SignedInRequest, each: Application) -> dict[str, Any]:
    return {
        "application": each,
        "kind": steps.kind_of(each.state),
        "next": steps.next_of(each),
        "waits": getattr(each, "waits", 1) == 0,
        "sees_amounts": _sees_amounts(request, each),
    }


def _sees_amounts(request: SignedInRequest, each: Application) -> bool:
    own = request.actor.organisation
    return own is not None and own.pk in (each.applicant_id, each.scheme.provider_id)


def _table(request: SignedInRequest, rows: QuerySet[Application]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([
        _("Number"), _("Scheme"), _("Enterprise"), _("INN"), _("State"), _("Submitted on"), _("Decided on"),
        _("Amount granted, roubles"), _("Reason"),
    ])  # fmt: skip
    for each in rows.iterator(chunk_size=500):
        shows = _sees_amounts(request, each)
        writer.writerow([
            _plain(value) for value in (
                each.number, each.scheme, each.applicant, each.applicant.inn, each.get_state_display(),
                each.submitted_on or "", each.decided_on or "", _amount(each) if shows else "",
                reasons.name(each.reason) if shows and each.reason else "",
            )
        ])  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def _amount(each: Application) -> object:
    return "" if each.granted is None else each.granted


def _plain(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
