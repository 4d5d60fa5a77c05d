"""The operations that read statements, give their file, and verify them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Query

from promost.accounts.requests import SignedInRequest
from promost.kit.rest import Page, Paging, page
from promost.plans.queries.plans import plan_of
from promost.progress.api.routes import router
from promost.progress.models import Statement, StatementLine, StatementState
from promost.progress.statements import export, queries
from promost.progress.statements.api import shapes, shaping
from promost.progress.statements.verifying import verify


@router.get("/plans/{plan}/statements", response=Page[shapes.StatementRow], summary=_("Statements of a plan"))
def list_statements(
    request: SignedInRequest, plan: UUID, paging: Query[Paging], state: StatementState | None = None
) -> Any:
    """The newest first."""
    rows = queries.with_all(Statement.objects.filter(plan=plan_of(request.user, plan))).order_by("-number")
    return page(rows.filter(state=state) if state else rows, paging, shaping.row)


@router.get("/statements/{statement}", response=shapes.StatementOut, summary=_("One statement"))
def get_statement(request: SignedInRequest, statement: UUID) -> Any:
    """With its totals, what is left out, who has signed and whose turn it is."""
    return shaping.whole(queries.statement_of(request.user, statement))


@router.get("/statements/{statement}/lines", response=Page[shapes.LineOut], summary=_("Lines of a statement"))
def list_statement_lines(
    request: SignedInRequest, statement: UUID, asked: Query[shapes.Lines], paging: Query[Paging]
) -> Any:
    """The facts and observed levels that it lists, as they were signed."""
    rows = StatementLine.objects.filter(statement=queries.statement_of(request.user, statement)).order_by("pk")
    return page(_chosen(rows, asked), paging, shaping.line_of)


@router.get("/statements/{statement}/file", response=dict[str, Any], summary=_("File of a statement"))
def get_statement_file(request: SignedInRequest, statement: UUID) -> HttpResponse:
    """The same .json as on its page: with it the statement is verified without this site."""
    found = queries.statement_of(request.user, statement)
    answer = HttpResponse(export.exported(found), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{export.name_of(found)}.json"'
    return answer


@router.get("/statements/{statement}/verification", response=shapes.VerifiedOut, summary=_("Verify a statement"))
def verify_statement(request: SignedInRequest, statement: UUID) -> Any:
    """Every line against the records, the totals counted anew, the digest, the chain, the signatures."""
    return shaping.verified(verify(queries.statement_of(request.user, statement)))


def _chosen(rows: QuerySet[StatementLine], asked: shapes.Lines) -> QuerySet[StatementLine]:
    if asked.measure:
        rows = rows.filter(fact__measure__uuid=asked.measure)
    if asked.indicator:
        code = asked.indicator
        rows = rows.filter(Q(fact__indicator__code=code) | Q(observation__indicator__code=code))
    return rows
