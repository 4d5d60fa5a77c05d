"""Applications made elsewhere: recorded by their number, their outcome brought up to date by the same call."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as _
from ninja import Router, Status

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit.rest import known
from promost.registry.models import Organisation
from promost.support.api import shapes, shaping
from promost.support.applications import actions, queries
from promost.support.applications.actions.elsewhere import Made
from promost.support.models import Application, ApplicationState, Taken
from promost.support.schemes.queries import published

router = Router()
ONCE = {201: shapes.ApplicationOut, 200: shapes.ApplicationOut}
"""Recorded now, or known by its number: then its outcome is what this call says."""


@router.post("/support/applications-elsewhere", response=ONCE, summary=_("Record an application made elsewhere"))
def record_application_elsewhere(request: SignedInRequest, given: shapes.Elsewhere) -> Any:
    """Its facts are those of an application made here; an outcome that changed takes the earlier one's facts back."""
    scheme = known(published(), "scheme", uuid=given.scheme)
    rows = Organisation.objects.filter(merged_into=None).select_related("region")
    applicant = known(rows, "applicant", uuid=given.applicant)
    require(request.actor, "support.record_elsewhere", (scheme, applicant))
    numbered = Application.objects.filter(scheme=scheme, taken=Taken.ELSEWHERE, number=given.number.strip())
    again = numbered.exists()
    made = actions.record_elsewhere(request.actor, scheme, applicant, _made(given))
    return Status(
        200 if again else 201, shaping.application(request.actor, queries.application_of(request.user, made.uuid))
    )


def _made(given: shapes.Elsewhere) -> Made:
    return Made(
        number=given.number,
        submitted_on=given.submitted_on,
        outcome=ApplicationState(given.outcome),
        decided_on=given.decided_on,
        granted=None if given.granted is None else Decimal(given.granted),
        reason=given.reason,
        reason_text=given.reason_text,
    )
