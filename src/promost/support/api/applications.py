"""Applications: read by both sides, written by a token of the enterprise. No token decides (docs/decisions/0094)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Query, Router, Schema, Status

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit.rest import Conflict, Page, Paging, known, page
from promost.ledger.api.shaping import files_of
from promost.support.api import shapes, shaping
from promost.support.applications import actions, queries
from promost.support.models import (
    OPEN_STATES,
    Application,
    ApplicationDocument,
    ApplicationState,
    RequiredDocument,
    Scheme,
    Taken,
)
from promost.support.schemes.queries import published

router = Router()
ONCE = {201: shapes.ApplicationOut, 200: shapes.ApplicationOut}
"""Begun now, or there already from an earlier call with the same token."""


class ApplicationsAsked(Schema):
    """Which applications are asked for; what is left out asks for all."""

    scheme: UUID | None = None
    state: ApplicationState | None = None


@router.get(
    "/support/applications", response=Page[shapes.ApplicationOut], summary=_("Applications for support that you see")
)
def list_applications(request: SignedInRequest, asked: Query[ApplicationsAsked], paging: Query[Paging]) -> Any:
    """An enterprise's own, a provider's queue, those of a region's enterprises; what waits for you first."""
    given = {"scheme": str(asked.scheme or ""), "state": str(asked.state or "")}
    rows = queries.listed(request.actor, given)
    return page(rows, paging, lambda row: shaping.application(request.actor, row))


@router.get(
    "/support/applications/{application}", response=shapes.ApplicationOut, summary=_("One application for support")
)
def get_application(request: SignedInRequest, application: UUID) -> Any:
    """What stands in it is told to the applicant, and to assessors who have no interest."""
    return _told(request, application)


@router.post("/support/applications", response=ONCE, summary=_("Begin an application for support"))
def begin_application(request: SignedInRequest, given: shapes.Begun) -> Any:
    """A draft in the name of the token's enterprise; it is submitted by a call of its own."""
    scheme = known(published(), "scheme", uuid=given.scheme)
    require(request.actor, "support.apply", scheme)
    there = Application.objects.filter(token=given.token).first()
    if there is not None and (there.applicant != request.actor.organisation or there.scheme_id != scheme.pk):
        raise ValidationError({"token": gettext("This token was used for another application. Make up a new one.")})
    if there is None:
        _check_first(request, scheme)
    with transaction.atomic():
        made = actions.draft(request.actor, scheme, given.token)
        fields = _fields(given)
        if there is None and fields:
            actions.change(request.actor, made, made.version, fields)
    return Status(201 if there is None else 200, _told(request, made.uuid))


@router.post(
    "/support/applications/{application}/changes",
    response=shapes.ApplicationOut,
    summary=_("Change an application for support"),
)
def change_application(request: SignedInRequest, application: UUID, given: shapes.Changed) -> Any:
    """While it is a draft, and when the provider has asked for information."""
    found = queries.application_of(request.user, application)
    actions.change(request.actor, found, given.version, _fields(given))
    return _told(request, application)


@router.post(
    "/support/applications/{application}/documents",
    response={201: shapes.DocumentOut},
    summary=_("Hand in a document with an application"),
)
def attach_document(request: SignedInRequest, application: UUID, given: shapes.Attached) -> Any:
    """It takes the place of an earlier one for the same required document."""
    found = queries.application_of(request.user, application)
    require(request.actor, "support.write_application", found)
    rows = RequiredDocument.objects.filter(scheme=found.scheme_id)
    required = known(rows, "required", pk=given.required) if given.required else None
    (upload,) = files_of([given.file])
    made = actions.attach(request.actor, found, upload, required, given.personal)
    return Status(201, _document(made))


@router.post(
    "/support/applications/{application}/submission",
    response=shapes.ApplicationOut,
    summary=_("Submit an application for support"),
)
def submit_application(request: SignedInRequest, application: UUID, given: shapes.Submitted) -> Any:
    """Within the window, by the provider's clock; all that is missing is named."""
    found = queries.application_of(request.user, application)
    actions.submit(request.actor, found, given.version)
    return _told(request, application)


@router.post(
    "/support/applications/{application}/answer",
    response=shapes.ApplicationOut,
    summary=_("Answer what the provider asked"),
)
def answer_question(request: SignedInRequest, application: UUID, given: shapes.Answered) -> Any:
    """The review goes on."""
    found = queries.application_of(request.user, application)
    actions.answer(request.actor, found, given.version, given.text)
    return _told(request, application)


def _check_first(request: SignedInRequest, scheme: Scheme) -> None:
    """Raises Conflict where the enterprise has an open application for the scheme: the id of that one is told."""
    rows = Application.objects.filter(scheme=scheme, applicant=request.actor.organisation, taken=Taken.HERE)
    first = rows.filter(state__in=OPEN_STATES).first()
    if first is not None:
        words = gettext("Your enterprise has an open application for this scheme: %(id)s.")
        raise Conflict("application_open", words % {"id": first.uuid})


def _told(request: SignedInRequest, uuid: UUID) -> dict[str, Any]:
    return shaping.application(request.actor, queries.application_of(request.user, uuid))


def _fields(given: shapes.Written) -> dict[str, Any]:
    fields = given.dict(include={"purpose", "asked", "jobs_promised"}, exclude_unset=True)
    if fields.get("asked") is not None:
        fields["asked"] = Decimal(fields["asked"])
    if fields.get("purpose", "") is None:
        fields["purpose"] = ""
    return fields


def _document(made: ApplicationDocument) -> dict[str, Any]:
    name = "" if made.personal else made.name
    return {"id": made.pk, "name": name, "sha256": made.sha256, "required": made.required_id}
