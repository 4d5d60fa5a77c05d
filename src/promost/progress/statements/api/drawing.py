"""The operations that draw and return a statement. Signing is a person's deed, who is asked for the password anew."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Status

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit.access import Refused
from promost.kit.rest import Conflict
from promost.kit.text import clean
from promost.kit.transitions import Overtaken
from promost.ledger.models import Fact
from promost.plans.models import Party, Plan
from promost.plans.queries.plans import plan_of
from promost.progress.api.routes import router
from promost.progress.models import Statement, StatementState
from promost.progress.statements import actions, queries
from promost.progress.statements.api import shapes, shaping
from promost.progress.statements.parties import signers, sits_for

ONCE = {201: shapes.StatementOut, 200: shapes.StatementOut}


@router.post("/plans/{plan}/statements", response=ONCE, summary=_("Draw a statement"))
def draw_statement(request: SignedInRequest, plan: UUID, body: shapes.DrawGiven) -> Any:
    """Its lines, totals and digest are fixed; the parties sign it on the pages.

    The same quarter again, while the statement that you drew is open, draws nothing new.
    """
    found = plan_of(request.user, plan)
    require(request.actor, "progress.draw_statement", found)
    held = Statement.objects.filter(plan=found, state=StatementState.OPEN).first()
    if held is not None and _is_the_same(request, held, body):
        return Status(200, _told(request, held))
    try:
        made = actions.draw(request.actor, found, body.quarter_end, is_final=body.is_final)
    except actions.CannotDraw as refused:
        if Statement.objects.filter(plan=found, state=StatementState.OPEN).exists():
            raise Conflict("statement_open", " ".join(refused.messages)) from refused
        raise
    return Status(201, _told(request, made))


@router.post("/statements/{statement}/return", response=shapes.StatementOut, summary=_("Return a statement"))
def return_statement(request: SignedInRequest, statement: UUID, body: shapes.GiveBack) -> Any:
    """For your own party, with a reason; facts that are named are objected to, and left out when it is drawn anew."""
    found = queries.statement_of(request.user, statement)
    party = own_party(request, found.plan, "progress.return_statement")
    if not _is_returned(found, party, body.reason):
        _must_sign(found, party)
        facts = _facts(body.facts)
        try:
            actions.return_statement(request.actor, found, party, body.reason, body.version, facts)
        except Overtaken as second:
            raise _first(second) from second
    return _told(request, found)


def own_party(request: SignedInRequest, plan: Plan, permission: str) -> Party:
    """Return the party for which the token's organisation sits. Raises Refused, which names the permission."""
    every = plan.agreement.parties.prefetch_related("seats").order_by("order")
    for party in every:
        if sits_for(request.actor.organisation, party):
            return party
    raise Refused(permission)


def _must_sign(statement: Statement, party: Party) -> None:
    """Raise ValidationError for a party that does not sign the statement: it is not asked to return it either."""
    if party.pk not in {each.pk for each in signers(statement.plan_id, statement.edition)}:
        text = gettext("%(party)s owns nothing in the plan and does not sign.")
        raise ValidationError(text % {"party": party.called})


def _is_the_same(request: SignedInRequest, held: Statement, asked: shapes.DrawGiven) -> bool:
    drawn = (held.ends_on, held.is_final, held.drawn_for_id)
    organisation = request.actor.organisation
    return drawn == (asked.quarter_end, asked.is_final, organisation.pk if organisation else None)


def _is_returned(statement: Statement, party: Party, reason: str) -> bool:
    """Tell whether the same party has returned it with the same words: the call is repeated."""
    returned = statement.state == StatementState.RETURNED and statement.returned_by_id == party.pk
    return returned and statement.reason == clean(reason)


def _facts(uuids: list[UUID]) -> list[Fact]:
    """Return the facts that are named. Raises ValidationError for one that is not there."""
    found = {fact.uuid: fact for fact in Fact.objects.filter(uuid__in=uuids).order_by("pk")}
    missing = [each for each in uuids if each not in found]
    if missing:
        raise ValidationError({"facts": [gettext("There is no such fact: %(id)s.") % {"id": each} for each in missing]})
    return list(found.values())


def _first(second: Overtaken) -> Exception:
    """Say how the statement stands where it is closed; else that somebody changed it meanwhile."""
    now = second.current
    if not isinstance(now, Statement) or now.state == StatementState.OPEN:
        return second
    words = gettext("Statement No. %(number)s: %(state)s. Nothing was changed.")
    return Conflict("statement_closed", words % {"number": now.number, "state": now.get_state_display()})


def _told(request: SignedInRequest, statement: Statement) -> dict[str, Any]:
    return shaping.whole(queries.statement_of(request.user, statement.uuid))
