"""The operations: each asks the queries that the pages ask, and sees what the token's organisation sees."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from promost.accounts.requests import SignedInRequest
from promost.kit.rest import Page, Paging, Words, moment, page
from promost.plans.api import shapes, shaping
from promost.plans.queries.editions import edition_of
from promost.plans.queries.measures import measure_view
from promost.plans.queries.plans import agreement_list, agreement_of, plan_list
from promost.plans.queries.promised import promised
from promost.plans.queries.rows import Filter, rows_of_editions
from promost.plans.terms import TermState

router = Router()


class AsOf(Schema):
    """The day as of which is asked (today, if none is given), and perhaps an edition by its number."""

    at: date | None = Field(None, description="The day as of which is asked; today if none is given")
    edition: int | None = Field(None, ge=1, le=100_000, description="An edition by its number, not the one in force")


class Chosen(Schema):
    """Which measures are asked for; nothing given asks for all."""

    direction: Words = Field("", max_length=40)
    state: TermState | None = None
    words: Words = Field("", max_length=200)


@router.get("/agreements", response=Page[shapes.AgreementOut], summary=_("Agreements that you see"))
def list_agreements(request: SignedInRequest, paging: Query[Paging]) -> Any:
    """Those of the plans that your organisation reads."""
    return page(agreement_list(request.user), paging, shaping.agreement)


@router.get("/agreements/{agreement}", response=shapes.AgreementOut, summary=_("One agreement"))
def get_agreement(request: SignedInRequest, agreement: UUID) -> Any:
    """With its parties in the order of signing."""
    return shaping.agreement(agreement_of(request.user, agreement))


@router.get("/plans", response=Page[shapes.PlanOut], summary=_("Plans that you see"))
def list_plans(request: SignedInRequest, paging: Query[Paging], agreement: UUID | None = None) -> Any:
    """Plans in which your organisation is a party, an observer, an owner or a participant."""
    rows = plan_list(request.user)
    return page(rows.filter(agreement__uuid=agreement) if agreement else rows, paging, shaping.plan)


@router.get("/plans/{plan}", response=shapes.PlanInEdition, summary=_("One plan"))
def get_plan(request: SignedInRequest, plan: UUID, asked: Query[AsOf]) -> Any:
    """In the edition in force on a day, or in the one asked for."""
    at = moment(asked.at, request.actor.zone)
    return shaping.plan_in_edition(edition_of(request.user, plan, at, asked.edition), at.day)


@router.get("/plans/{plan}/measures", response=Page[shapes.MeasureRowOut], summary=_("Measures of a plan"))
def list_measures(
    request: SignedInRequest, plan: UUID, asked: Query[AsOf], chosen: Query[Chosen], paging: Query[Paging]
) -> Any:
    """In the order of the edition, each with its owners, its term on that day and its targets."""
    at = moment(asked.at, request.actor.zone)
    edition = edition_of(request.user, plan, at, asked.edition)
    keeps = Filter(words=chosen.words, direction=chosen.direction, state=chosen.state or "").keeps
    rows = [row for row in rows_of_editions([edition.pk], at).get(edition.pk, ()) if keeps(row)]
    part = rows[paging.offset : paging.offset + paging.limit]
    owners = (owner.organisation_id for row in part for owner in row.owners)
    looked = shaping.look(owners, (target for row in part for target in row.targets))
    return page(rows, paging, lambda row: shaping.measure_row(row, looked))


@router.get("/plans/{plan}/targets", response=Page[shapes.TargetOut], summary=_("Targets of a plan"))
def list_targets(request: SignedInRequest, plan: UUID, asked: Query[AsOf], paging: Query[Paging]) -> Any:
    """Those of the whole plan and of its measures, with the value promised by each reporting day."""
    edition = edition_of(request.user, plan, moment(asked.at, request.actor.zone), asked.edition)
    found = promised([edition.pk])
    views = [view for _key, several in sorted(found.items(), key=lambda each: each[0][1] or 0) for view in several]
    looked = shaping.look((), views[paging.offset : paging.offset + paging.limit])
    return page(views, paging, lambda view: shaping.target(view, looked))


@router.get("/measures/{measure}", response=shapes.MeasureOut, summary=_("One measure"))
def get_measure(request: SignedInRequest, measure: UUID, at: date | None = None) -> Any:
    """In the edition in force on a day, with what it promises."""
    return shaping.measure(measure_view(request.user, measure, moment(at, request.actor.zone)))
