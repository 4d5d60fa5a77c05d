"""Reading: a plan's statements, one of them, its sheet, its file, the scans of signatures."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can
from promost.kit import files
from promost.kit.doors import page
from promost.plans.queries.plans import plan_of
from promost.progress.models import Signature, SignedHow, StatementState
from promost.progress.statements import export, queries
from promost.progress.statements.listed import fact_shown
from promost.progress.statements.parties import Turn, may_object, sits_for
from promost.progress.statements.sheet import write_sheet
from promost.progress.statements.showing import Shown, period_of, show, title_of

PAGE = 50


@require_safe
@page
def listing(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show a plan's statements."""
    plan = plan_of(request.user, uuid)
    rows = [(each, title_of(each), period_of(each)) for each in queries.statements_of(plan)]
    may_draw = can(request.actor, "progress.draw_statement", plan)
    context = {"plan": plan, "rows": rows, "may_draw": may_draw, "disputes": queries.open_disputes(request.actor, plan)}
    return render(request, "progress/statements/list.html", context)


@require_safe
@page
def one(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show a statement: totals, facts, what is left out, who has signed and whose turn it is."""
    statement = queries.statement_of(request.user, uuid)
    shown = show(statement)
    paged = Paginator(queries.lines_of(statement), PAGE).get_page(request.GET.get("page"))
    context = {
        "statement": statement,
        "shown": shown,
        "page": paged,
        "lines": [fact_shown(row) for row in paged.object_list],
        **_deeds(request, shown),
    }
    return render(request, "progress/statements/one.html", context)


def _deeds(request: SignedInRequest, shown: Shown) -> dict[str, Turn | None]:
    """For which party the reader may sign, attach a paper, or return the statement; None for nothing."""
    statement = shown.statement
    if statement.state != StatementState.OPEN:
        return {"signs": None, "attaches": None, "returns": None}
    every = [each.turn for each in shown.signatures]
    coming = next((turn for turn in every if turn.is_next), None)
    mine = next((turn for turn in every if sits_for(request.actor.organisation, turn.party)), None)
    asked = (statement, coming.party) if coming else None
    returns = mine is not None and may_object(mine)
    return {
        "signs": coming if asked and can(request.actor, "progress.sign", asked) else None,
        "attaches": coming if asked and can(request.actor, "progress.sign_on_paper", asked) else None,
        "returns": mine if mine and returns and _may_return(request, shown, mine) else None,
    }


def _may_return(request: SignedInRequest, shown: Shown, mine: Turn) -> bool:
    return can(request.actor, "progress.return_statement", (shown.statement, mine.party))


@require_safe
@page
def sheet(request: SignedInRequest, uuid: UUID) -> HttpResponseBase:
    """Give the sheet as PDF, to be signed on paper."""
    statement = queries.statement_of(request.user, uuid)
    address = request.build_absolute_uri(reverse("progress:verify", args=[statement.uuid]))
    return _given(write_sheet(show(statement), address), f"{export.name_of(statement)}.pdf", "application/pdf")


@require_safe
@page
def file(request: SignedInRequest, uuid: UUID) -> HttpResponseBase:
    """Give the statement as .json."""
    statement = queries.statement_of(request.user, uuid)
    return _given(export.exported(statement), f"{export.name_of(statement)}.json", "application/json")


@require_safe
@page
def scan(request: SignedInRequest, uuid: UUID, signature: int) -> HttpResponseBase:
    """Give the scan of a sheet that was signed on paper."""
    statement = queries.statement_of(request.user, uuid)
    found = Signature.objects.get(statement=statement, pk=signature, how=SignedHow.PAPER)
    try:
        return _given(files.read(found.scan_sha256), found.scan_name, "application/octet-stream")
    except (files.Damaged, FileNotFoundError) as gone:
        raise Http404 from gone


def _given(data: bytes, name: str, media_type: str) -> HttpResponseBase:
    response = FileResponse(BytesIO(data), as_attachment=True, filename=name)
    response["Content-Type"] = media_type
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
