"""The operations of objections: reading them, objecting to a fact, saying how it was settled."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Query, Status

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit.rest import Conflict, Page, Paging, known, page
from promost.ledger.permissions import facts_visible_to
from promost.plans.queries.plans import plan_of
from promost.progress.api.routes import router
from promost.progress.models import Dispute
from promost.progress.statements import actions, queries
from promost.progress.statements.api import shapes, shaping
from promost.progress.statements.api.drawing import own_party

ONCE = {201: shapes.DisputeOut, 200: shapes.DisputeOut}


@router.get("/plans/{plan}/disputes", response=Page[shapes.DisputeOut], summary=_("Objections to facts"))
def list_disputes(request: SignedInRequest, plan: UUID, paging: Query[Paging], is_open: bool | None = None) -> Any:
    """The newest first; with ``is_open`` those that stand, or those that are settled."""
    rows = Dispute.objects.filter(plan=plan_of(request.user, plan)).order_by("-pk")
    if is_open is not None:
        rows = rows.filter(settled_at__isnull=is_open)
    return page(rows.select_related("plan", "fact", "party", "raised_for"), paging, shaping.dispute)


@router.post("/plans/{plan}/disputes", response=ONCE, summary=_("Object to a fact"))
def dispute_fact(request: SignedInRequest, plan: UUID, body: shapes.DisputeGiven) -> Any:
    """For your own party: statements leave the fact out until the objection is settled.

    The same objection again changes nothing.
    """
    found = plan_of(request.user, plan)
    party = own_party(request, found, "progress.dispute")
    require(request.actor, "progress.dispute", (found, party))
    fact = known(facts_visible_to(request.user), "fact", uuid=body.fact)
    there = Dispute.objects.filter(plan=found, fact=fact, settled_at=None).select_related("party").first()
    if there and there.party_id != party.pk:
        words = gettext("%(party)s has objected to this fact already.")
        raise Conflict("disputed", words % {"party": there.party.called})
    made = there or actions.dispute(request.actor, found, party, fact, body.reason)
    return Status(200 if there else 201, shaping.dispute(queries.dispute_of(request.user, made.uuid)))


@router.post("/disputes/{dispute}/settlement", response=shapes.DisputeOut, summary=_("Settle an objection"))
def settle_dispute(request: SignedInRequest, dispute: UUID, body: shapes.SettleGiven) -> Any:
    """For the party that objected: the fact goes into the next statement."""
    found = queries.dispute_of(request.user, dispute)
    actions.settle(request.actor, found, body.words, body.version)
    return shaping.dispute(queries.dispute_of(request.user, dispute))
