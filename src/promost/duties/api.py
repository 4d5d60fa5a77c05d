"""The room's part of the API: what the organisation owes by when, read only."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from promost.accounts.requests import SignedInRequest
from promost.duties.models import Outcome
from promost.duties.queries import DutyView, Whose, open_duties, views
from promost.kit.rest import Page, Paging, page

router = Router()


class OriginOut(Schema):
    """What a duty comes from: the kind of thing, its lasting id, and its words ("" for what is gone)."""

    kind: str
    id: str
    label: str


class DutyOut(Schema):
    """A duty of the organisation; it ends at midnight in its zone."""

    id: UUID
    kind: str
    label: str
    origin: OriginOut
    part: str
    due_on: date
    zone: str
    days_left: int = Field(description="By the calendar of its zone; negative when it is over")
    opened_at: datetime
    outcome: Outcome | None


@router.get("/duties", response=Page[DutyOut], summary=_("Open duties of your organisation"))
def list_duties(request: SignedInRequest, paging: Query[Paging]) -> Any:
    """Those that end first before the others."""
    rows = open_duties(request.actor, Whose.ORGANISATION)
    shown = {view.duty.pk: view for view in views(rows[paging.offset : paging.offset + paging.limit])}
    return page(rows, paging, lambda duty: _duty(shown[duty.pk]))


def _duty(view: DutyView) -> dict[str, Any]:
    duty = view.duty
    same = ("kind", "part", "due_on", "zone", "opened_at")
    label = str(view.origin.label) if view.origin else ""
    return {
        **{name: getattr(duty, name) for name in same},
        "id": duty.uuid,
        "label": str(view.label),
        "origin": {"kind": duty.origin_kind, "id": duty.origin_id, "label": label},
        "days_left": view.days_left,
        "outcome": duty.outcome or None,
    }
