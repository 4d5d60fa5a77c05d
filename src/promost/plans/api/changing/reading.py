"""The operations that read: where a plan stands, who approved it, its editions, amendments."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext_noop as _
from ninja import Field, Query

from promost.accounts.models import User
from promost.accounts.requests import SignedInRequest
from promost.kit.rest import Page, Paging, page
from promost.plans.api.changing import shapes, shaping
from promost.plans.api.changing.fields import told
from promost.plans.api.routes import router
from promost.plans.models import Amendment, AmendmentState, Party, Plan, PlanState
from promost.plans.permissions import plans_visible_to
from promost.plans.queries.amendments import amendments_of, deciders
from promost.plans.queries.approvals import approvals_of, shown_edition
from promost.plans.queries.comparison import comparison
from promost.plans.queries.plans import edition_list, plan_of

MOST = 100_000
"""No plan has as many editions."""


@router.get("/plans/{plan}/state", response=shapes.StateOut, summary=_("State and approvals of a plan"))
def get_plan_state(request: SignedInRequest, plan: UUID) -> Any:
    """Draft, on approval, in force or closed; each party's approval with its day and act."""
    found = plan_of(request.user, plan)
    edition = shown_edition(found)
    approved = found.editions.filter(approved_at__isnull=False).order_by("-number")
    in_force = approved.values_list("number", flat=True).first()
    waits = edition.approved_at is None and found.state != PlanState.DRAFT
    return shaping.state(found, in_force, edition, waits, approvals_of(edition))


@router.get("/plans/{plan}/editions", response=Page[shapes.EditionListed], summary=_("Editions of a plan"))
def list_editions(request: SignedInRequest, plan: UUID, paging: Query[Paging]) -> Any:
    """The newest first, each with the reason why it was made."""
    rows = edition_list(plan_of(request.user, plan)).select_related("document", "amendment")
    return page(rows, paging, shaping.edition)


@router.get(
    "/plans/{plan}/editions/{one}/{other}", response=shapes.ComparisonOut, summary=_("Two editions side by side")
)
def compare_editions(
    request: SignedInRequest,
    plan: UUID,
    one: Annotated[int, Field(ge=1, le=MOST)],
    other: Annotated[int, Field(ge=1, le=MOST)],
    paging: Query[Paging],
) -> Any:
    """Measures added, removed and changed, field by field, with the reasons of the editions between."""
    return shaping.compared(comparison(plan_of(request.user, plan), one, other), paging)


@router.get("/plans/{plan}/amendments", response=Page[shapes.AmendmentOut], summary=_("Amendments of a plan"))
def list_amendments(
    request: SignedInRequest,
    plan: UUID,
    paging: Query[Paging],
    state: AmendmentState | None = None,
) -> Any:
    """The newest first, each with what it changes and who answered."""
    found = plan_of(request.user, plan)
    rows = amendments_of(found)
    chosen = rows.filter(state=state) if state else rows
    part = list(chosen[paging.offset : paging.offset + paging.limit])
    looked = told(found, part)
    items = [shaping.amendment(each, looked, _waiting(each, found)) for each in part]
    return {"items": items, "count": chosen.count()}


@router.get("/amendments/{amendment}", response=shapes.AmendmentOut, summary=_("One amendment"))
def get_amendment(request: SignedInRequest, amendment: UUID) -> Any:
    """With what it changes, field by field, and who has yet to answer."""
    return tell(amendment_of(request.user, amendment))


def amendment_of(user: User, uuid: UUID) -> Amendment:
    """Return an amendment of a plan that the user may see. Raises Amendment.DoesNotExist."""
    rows = Amendment.objects.filter(plan__in=plans_visible_to(user))
    return rows.select_related("plan__agreement", "base__plan__agreement", "party").get(uuid=uuid)


def tell(row: Amendment) -> dict[str, Any]:
    """Tell of one amendment as it stands now."""
    plan = row.plan
    fresh = amendments_of(plan).get(pk=row.pk)
    return shaping.amendment(fresh, told(plan, [fresh]), _waiting(fresh, plan))


def _waiting(row: Amendment, plan: Plan) -> tuple[Party, ...]:
    if row.state != AmendmentState.OPEN:
        return ()
    row.base.plan = plan  # read before, with its agreement
    return deciders(row.base)
