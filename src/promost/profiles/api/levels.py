"""The room's part of the API: indicators, and levels that were observed (read, add)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema, Status

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit.rest import Body, Exact, ExactGiven, Given, Page, Paging, Unit, Words, known, moment, page
from promost.profiles.actions import observe
from promost.profiles.models import Indicator, Kind, Observation
from promost.profiles.queries import levels
from promost.registry.models import Organisation, Region

router = Router()
Code = Annotated[Words, Field(max_length=40)]
"""An indicator's code."""


class IndicatorOut(Schema):
    """What is counted, in what, and how a figure comes from facts."""

    code: str
    kind: Kind
    name: str
    definition: str
    unit: Unit
    form: str
    breakdowns: dict[str, list[str]]
    minimum: int = Field(description="Fewer contributors than this, and the figure is not published")
    source: str = Field(description="The room whose work brings its facts")
    needs_evidence: bool
    needs_organisation: bool
    may_be_negative: bool
    most: Exact | None


class Subject(Schema):
    """Whose levels are asked for: one region (ISO 3166-2) or one organisation."""

    region: Words = Field("", max_length=10)
    organisation: UUID | None = None


class ObservationOut(Schema):
    """A level of a region or of an organisation, as one release has it."""

    id: UUID
    indicator: str
    region: str | None
    organisation: Body | None
    starts_on: date
    ends_on: date
    breakdown: str
    value: Exact
    unit: Unit
    source: str
    release: str
    released_on: date
    recorded_at: datetime


class ObservationGiven(Given):
    """A level that was observed. ``token`` is made up by the caller: sent twice, it is recorded once."""

    token: UUID
    indicator: Words = Field(max_length=40)
    region: Words = Field("", max_length=10)
    organisation: UUID | None = None
    starts_on: date
    ends_on: date
    value: ExactGiven
    unit: Words = Field("", max_length=4, description="OKEI code; the indicator's own if none is given")
    breakdown: Words = Field("", max_length=200)
    source: Words = Field(max_length=300)
    release: Words = Field("", max_length=200)
    released_on: date
    is_checked: bool = Field(False, description="A value far from the last one was looked at again")


ONCE = {201: ObservationOut, 200: ObservationOut}
"""Recorded now, or there already from an earlier call with the same token."""


@router.get("/indicators", response=Page[IndicatorOut], summary=_("Indicators"))
def list_indicators(request: SignedInRequest, paging: Query[Paging], kind: Kind | None = None) -> Any:
    """In the order in which pages show them."""
    rows = Indicator.objects.order_by("position", "code")
    return page(rows.filter(kind=kind) if kind else rows, paging, _indicator)


@router.get("/indicators/{code}", response=IndicatorOut, summary=_("One indicator"))
def get_indicator(request: SignedInRequest, code: Code) -> Any:
    """By its code."""
    return _indicator(Indicator.objects.get(code=code))


@router.get("/observations", response=Page[ObservationOut], summary=_("Observed levels of a region or an organisation"))
def list_observations(
    request: SignedInRequest,
    subject: Query[Subject],
    paging: Query[Paging],
    indicator: Words = "",
    at: date | None = None,
) -> Any:
    """As they were known on a day: the newest release of each period by then."""
    whose = _subject(subject.region, subject.organisation)
    require(request.actor, "profiles.view_levels", whose)
    asked = [known(Indicator.objects.all(), "indicator", code=indicator)] if indicator else None
    of = {"regions": [whose.pk]} if isinstance(whose, Region) else {"organisations": [whose.pk]}
    rows = levels(moment(at, request.actor.zone), indicators=asked, **of)
    return page(rows.select_related("indicator", "organisation"), paging, _observation)


@router.post("/observations", response=ONCE, summary=_("Record an observed level"))
def record_observation(request: SignedInRequest, given: ObservationGiven) -> Any:
    """A newer release takes the place of the older one, which stays readable."""
    whose = _subject(given.region, given.organisation)
    require(request.actor, "profiles.observe", whose)
    again = Observation.objects.filter(token=given.token).exists()
    made = observe(
        request.actor,
        indicator=known(Indicator.objects.all(), "indicator", code=given.indicator),
        region=whose if isinstance(whose, Region) else None,
        organisation=whose if isinstance(whose, Organisation) else None,
        value=Decimal(given.value),
        okei=given.unit,
        **given.dict(exclude={"indicator", "region", "organisation", "value", "unit"}),
    )
    return Status(200 if again else 201, _observation(made))


def _subject(region: str, organisation: UUID | None) -> Region | Organisation:
    """Raises ValidationError unless exactly one is named, and is there."""
    if bool(region) == bool(organisation):
        raise ValidationError({"region": gettext("Name a region or an organisation, one of the two.")})
    if region:
        return known(Region.objects.all(), "region", pk=region)
    return known(Organisation.objects.filter(merged_into=None), "organisation", uuid=organisation)


def _indicator(row: Indicator) -> dict[str, Any]:
    same = ("code", "kind", "name", "definition", "form", "breakdowns", "minimum", "source", "most")
    needs = ("needs_evidence", "needs_organisation", "may_be_negative")
    return {**{name: getattr(row, name) for name in (*same, *needs)}, "unit": _unit(row)}


def _unit(row: Indicator) -> dict[str, str]:
    return {"okei": row.okei, "text": row.unit}


def _observation(row: Observation) -> dict[str, Any]:
    same = ("starts_on", "ends_on", "breakdown", "value", "source", "release", "released_on", "recorded_at")
    body = {"id": row.organisation.uuid, "name": row.organisation.called} if row.organisation else None
    return {
        **{name: getattr(row, name) for name in same},
        "id": row.uuid,
        "indicator": row.indicator.code,
        "region": row.region_id,
        "organisation": body,
        "unit": _unit(row.indicator),
    }
