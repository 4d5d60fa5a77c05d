"""For officers: who fits a scheme and has not applied, refusals by reason."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit import clock
from promost.kit.rest import Paging, Words
from promost.profiles.models import Category, Enterprise
from promost.support.api import shapes
from promost.support.applications import reasons
from promost.support.officers import queries, refusals
from promost.support.officers.gap import Asked, enterprises, gap
from promost.support.officers.permissions import region_for
from promost.support.officers.table import key_of
from promost.support.schemes.windows import zone_of

router = Router()


class GapAsked(Schema):
    """Which list is asked for, and of whom."""

    which: Literal["fits", "unknown"] = "fits"
    region: Words = Field("", max_length=10)
    okved: Words = Field("", max_length=12, description="A code of the main activity, with all below it")
    category: Category | None = None


class PeriodAsked(Schema):
    """A period by the day of the decision; the year so far if none is given."""

    first: date | None = None
    last: date | None = None
    scheme: UUID | None = None


@router.get("/support/schemes/{scheme}/gap", response=shapes.GapOut, summary=_("Who fits a scheme and has not applied"))
def get_gap(request: SignedInRequest, scheme: UUID, asked: Query[GapAsked], paging: Query[Paging]) -> Any:
    """Counts first; for the provider, the authorities of the region. Judged by open registers alone."""
    row = queries.scheme_of(request.user, scheme)
    require(request.actor, "support.see_gap", row)
    key = key_of(region_for(request.actor, row), clock.today(zone_of(row)))
    found = gap(row, key, Asked(asked.region, asked.okved, asked.category or ""))
    inns = found.inns(asked.which)
    part = enterprises(inns[paging.offset : paging.offset + paging.limit])
    return {
        "known": found.known,
        "applied": found.applied,
        "fits": len(found.fits),
        "unknown": len(found.unknown),
        "does_not": found.does_not,
        "missing": [{"field": code, "count": count} for code, count in found.missing],
        "items": [_enterprise(each) for each in part],
        "count": len(inns),
    }


@router.get("/support/refusals", response=shapes.RefusalsOut, summary=_("Refusals by reason"))
def get_refusals(request: SignedInRequest, asked: Query[PeriodAsked]) -> Any:
    """Of applications to your office, or of your region's enterprises."""
    require(request.actor, "support.see_gap")
    today = clock.today(request.actor.zone)
    period = refusals.Period(asked.first or date(today.year, 1, 1), asked.last or today)
    if period.last < period.first:
        raise ValidationError({"last": gettext("The period ends before it begins.")})
    found = refusals.refusals(request.actor, refusals.Asked(period, asked.scheme))
    return {
        "first": period.first,
        "last": period.last,
        "decided": found.decided,
        "refused": found.refused,
        "reasons": [
            {"code": each.code, "name": reasons.name(each.code), "count": each.count} for each in found.reasons
        ],
        "schemes": [
            {"scheme": each.scheme.uuid, "name": str(each.scheme), "decided": each.decided, "refused": each.refused}
            for each in found.schemes
        ],
    }


def _enterprise(row: Enterprise) -> dict[str, Any]:
    return {
        "inn": row.inn,
        "name": row.called,
        "region": row.region_id,
        "okved": row.okved,
        "category": row.category,
    }
