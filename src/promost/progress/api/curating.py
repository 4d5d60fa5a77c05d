"""The curator's queue: statements of all plans that it keeps, and how each plan stands with them. Read only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Schema

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit import clock
from promost.kit.rest import Exact, Page, Paging, page
from promost.plans.api.changing.shapes import Named
from promost.plans.api.changing.shaping import named
from promost.progress.api.routes import router
from promost.progress.curator.queries import Queue, Standing, Waiting, queue
from promost.progress.models import StatementState


class QueuedTotal(Schema):
    """A target: what it came to in the quarter, in the one before, and at the end."""

    label: str
    quarter: Exact | None
    before: Exact | None
    end: Exact | None


class ChangedOut(Schema):
    """What changed since the last statement: facts, of them by hand, corrections, targets changed by amendments."""

    facts: int
    by_hand: int
    corrections: int
    targets: int


class QueuedOut(Schema):
    """A statement that is being signed, with what changed since the last one."""

    statement: UUID
    plan: UUID
    title: str
    number: int
    starts_on: date
    ends_on: date
    digest: str
    version: int
    turn: Named | None
    mine: bool = Field(description="All others have signed: it waits for your acceptance")
    totals: list[QueuedTotal]
    changed: ChangedOut


class StandingOut(Schema):
    """How a plan stands with its statement for the last quarter that is over."""

    plan: UUID
    title: str
    starts_on: date
    ends_on: date
    statement: UUID | None
    state: StatementState | None
    waits_for: list[Named]
    due_on: date | None = Field(description="Null where the plan names no reporting day")
    days_late: int | None


@router.get("/curator/statements", response=Page[QueuedOut], summary=_("Curator: statements that are being signed"))
def list_curator_statements(request: SignedInRequest, paging: Query[Paging], mine: bool = False) -> Any:
    """Those that wait for your acceptance first; with ``mine`` those alone. They are accepted on the pages."""
    found = _queue(request)
    return page([*found.mine, *(() if mine else found.others)], paging, _queued)


@router.get("/curator/plans", response=Page[StandingOut], summary=_("Curator: who is late, who has handed in"))
def list_curator_plans(request: SignedInRequest, paging: Query[Paging], late: bool = False) -> Any:
    """Plans without a statement for the last quarter that is over first; with ``late`` those alone."""
    found = _queue(request)
    rows: Sequence[Standing] = [*found.late, *(() if late else found.submitted)]
    return page(rows, paging, _standing)


def _queue(request: SignedInRequest) -> Queue:
    actor = request.actor
    require(actor, "progress.curate")
    assert actor.organisation is not None  # noqa: S101 - the rule holds to it; tells the type checker
    return queue(actor.organisation, clock.today(actor.zone))


def _queued(each: Waiting) -> dict[str, Any]:
    statement = each.statement
    same = ("number", "starts_on", "ends_on", "digest", "version")
    totals = ("label", "quarter", "before", "end")
    changed = ("facts", "by_hand", "corrections", "targets")
    return {
        **{name: getattr(statement, name) for name in same},
        "statement": statement.uuid,
        "plan": statement.plan.uuid,
        "title": statement.plan.title,
        "turn": named(each.turn) if each.turn else None,
        "mine": each.is_mine,
        "totals": [{name: getattr(total, name) for name in totals} for total in each.totals],
        "changed": {name: getattr(each.changed, name) for name in changed},
    }


def _standing(each: Standing) -> dict[str, Any]:
    return {
        "plan": each.plan.uuid,
        "title": each.plan.title,
        "starts_on": each.quarter.starts_on,
        "ends_on": each.quarter.ends_on,
        "statement": each.statement.uuid if each.statement else None,
        "state": each.statement.state if each.statement else None,
        "waits_for": [named(party) for party in each.turns],
        "due_on": each.due,
        "days_late": each.days_late,
    }
