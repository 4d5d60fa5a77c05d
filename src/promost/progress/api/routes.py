"""The operations: the same answers as on the pages of plan and measure."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from promost.accounts.requests import SignedInRequest
from promost.kit.rest import Page, Paging, moment, page
from promost.plans.models import Edition
from promost.plans.queries.editions import edition_of
from promost.plans.queries.measures import measure_of
from promost.progress.api import shapes, shaping
from promost.progress.queries import measure_progress, plan_progress
from promost.progress.shapes import MeasureState, PlanProgress

router = Router()


@router.get("/plans/{plan}/progress", response=shapes.PlanProgressOut, summary=_("Figures of a plan"))
def get_plan_progress(request: SignedInRequest, plan: UUID, at: date | None = None) -> Any:
    """How many measures stand where, and the targets of the whole plan, as of the end of a day."""
    edition, progress = _progress(request, plan, at)
    return shaping.plan(edition.plan.uuid, progress)


@router.get(
    "/plans/{plan}/progress/measures",
    response=Page[shapes.MeasureProgressOut],
    summary=_("Progress of a plan's measures"),
)
def list_measure_progress(
    request: SignedInRequest,
    plan: UUID,
    paging: Query[Paging],
    at: date | None = None,
    state: MeasureState | None = None,
) -> Any:
    """In the order of the edition, each with its targets, as of the end of a day."""
    _edition, progress = _progress(request, plan, at)
    rows = [each for each in progress.measures.values() if state in {None, each.state}]
    return page(rows, paging, shaping.measure)


@router.get("/measures/{measure}/progress", response=shapes.MeasureProgressOut, summary=_("Progress of a measure"))
def get_measure_progress(request: SignedInRequest, measure: UUID, at: date | None = None) -> Any:
    """Its state and its figures as of the end of a day."""
    found = measure_of(request.user, measure)
    return shaping.measure(measure_progress(found, moment(at, request.actor.zone)))


def _progress(request: SignedInRequest, plan: UUID, day: date | None) -> tuple[Edition, PlanProgress]:
    at = moment(day, request.actor.zone)
    edition = edition_of(request.user, plan, at)
    return edition, plan_progress(edition.plan, at, edition)
