"""The operations that propose and withdraw. A party's answer is given by a person, its signatory: no token gives it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Status

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.kit.rest import Conflict
from promost.plans.actions import amendments as actions
from promost.plans.api.changing import given, shapes
from promost.plans.api.changing.proposing import proposed
from promost.plans.api.changing.reading import amendment_of, tell
from promost.plans.api.routes import router
from promost.plans.models import AmendmentState, Party, Plan
from promost.plans.queries.in_force import edition_in_force
from promost.plans.queries.plans import plan_of


@router.post("/plans/{plan}/amendments", response={201: shapes.AmendmentOut}, summary=_("Propose an amendment"))
def propose_amendment(request: SignedInRequest, plan: UUID, body: given.AmendmentGiven) -> Any:
    """For your own party. The plan changes when a signatory of every party has agreed, on the pages.

    While another amendment of the plan is open the answer is 409: a call that is repeated proposes nothing twice.
    """
    found = plan_of(request.user, plan)
    party = _own_party(request, found)
    _must_be_alone(found)
    changes = proposed(edition_in_force(found), body.changes)
    made = actions.propose(request.actor, found, party, body.reason, changes)
    return Status(201, tell(made))


@router.post("/amendments/{amendment}/changes", response=shapes.AmendmentOut, summary=_("Add changes to an amendment"))
def extend_amendment(request: SignedInRequest, amendment: UUID, body: given.MoreGiven) -> Any:
    """While nobody has answered it. A change of the same measure or target takes the place of the earlier one."""
    found = amendment_of(request.user, amendment)
    require(request.actor, "plans.propose_amendment", (found.plan, found.party))
    return tell(actions.extend(request.actor, found, body.version, proposed(found.base, body.changes)))


@router.post("/amendments/{amendment}/withdrawal", response=shapes.AmendmentOut, summary=_("Withdraw an amendment"))
def withdraw_amendment(request: SignedInRequest, amendment: UUID, body: given.VersionGiven) -> Any:
    """Of your own party, before every party has agreed."""
    found = amendment_of(request.user, amendment)
    return tell(actions.withdraw(request.actor, found, body.version))


def _own_party(request: SignedInRequest, plan: Plan) -> Party:
    """Return the party for which one may propose. Raises Refused where there is none."""
    parties = list(plan.agreement.parties.select_related("region").order_by("order"))
    mine = [party for party in parties if can(request.actor, "plans.propose_amendment", (plan, party))]
    require(request.actor, "plans.propose_amendment", (plan, mine[0] if mine else parties[0]))
    return mine[0]


def _must_be_alone(plan: Plan) -> None:
    """Raise Conflict, which names the amendment that waits, while there is one."""
    held = plan.amendments.filter(state=AmendmentState.OPEN).select_related("party").first()
    if held is not None:
        text = gettext(
            "%(party)s has proposed an amendment that waits for agreement: %(id)s. Add your changes to it if it is "
            "your own, or wait until it is settled."
        )
        raise Conflict("amendment_open", text % {"party": held.party.called, "id": held.uuid})
