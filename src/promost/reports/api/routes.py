"""The operation: the same snapshot from which page and files are written."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Router
from pydantic import WithJsonSchema

from promost.accounts.requests import SignedInRequest
from promost.kit.rest import moment
from promost.plans.models import Plan
from promost.plans.queries.editions import edition_of
from promost.reports.api import shapes, shaping
from promost.reports.quarters import NoQuarter, Quarter, proposed
from promost.reports.snapshot import snapshot_of

router = Router()
PATTERN = "^(20[0-9]{2}-Q[1-4])?$"
QuarterText = Annotated[str, WithJsonSchema({"type": "string", "pattern": PATTERN, "examples": ["2025-Q3"]})]
"""It is read, and refused with its own sentence, by the room."""


@router.get("/plans/{plan}/report", response=shapes.ReportOut, summary=gettext_noop("Report of a plan for a quarter"))
def get_plan_report(request: SignedInRequest, plan: UUID, quarter: QuarterText = "", at: date | None = None) -> Any:
    """Totals, measures, targets with every change and what is flagged of it, and who signs.

    `quarter` is written as 2025-Q3; without it the last one that is over is told. `at`: as known at the end of a day.
    """
    as_of = moment(at, request.actor.zone)
    edition = edition_of(request.user, plan, as_of)
    return shaping.report(snapshot_of(edition, _quarter(quarter, edition.plan, as_of.day).end, as_of))


def _quarter(text: str, plan: Plan, day: date) -> Quarter:
    if not text:
        return proposed(plan.starts_on, plan.ends_on, day)
    try:
        return Quarter.parse(text)
    except NoQuarter:
        said = _("“%(text)s” is no quarter. Write it as 2025-Q3.") % {"text": text[:40]}
        raise ValidationError({"quarter": said}) from None
