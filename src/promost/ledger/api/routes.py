"""The operations. Recording and reversing go through the same actions as the pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Query, Router, Status

from promost.accounts.requests import SignedInRequest
from promost.kit.rest import Page, Paging, page
from promost.ledger import actions
from promost.ledger.api import shapes, shaping
from promost.ledger.models import Entry, Fact
from promost.ledger.permissions import facts_visible_to
from promost.ledger.units import in_own_unit

router = Router()
ONCE = {201: shapes.FactOut, 200: shapes.FactOut}
"""Recorded now, or there already from an earlier call with the same token."""


@router.get("/facts", response=Page[shapes.FactOut], summary=_("Facts"))
def list_facts(request: SignedInRequest, asked: Query[shapes.Asked], paging: Query[Paging]) -> Any:
    """The newest first."""
    return page(shaping.asked_for(request.user, asked), paging, shaping.fact)


@router.get("/facts/{fact}", response=shapes.FactOut, summary=_("One fact"))
def get_fact(request: SignedInRequest, fact: UUID) -> Any:
    """With its evidence, and the fact that takes it back."""
    return shaping.fact(shaping.with_all(facts_visible_to(request.user)).get(uuid=fact))


@router.post("/facts", response=ONCE, summary=_("Record a fact"))
def record_fact(request: SignedInRequest, given: shapes.FactGiven) -> Any:
    """Under a measure, or for a target of a plan as a whole. The same token again records nothing new."""
    new = shaping.new_fact(request.user, given)
    again = Entry.objects.filter(uuid=given.token).exists()
    recorded = actions.record_by_hand(request.actor, **new)
    _must_be_the_same(request, recorded, new)
    return Status(200 if again else 201, _told(recorded))


@router.post("/facts/{fact}/reversal", response=ONCE, summary=_("Reverse a fact"))
def reverse_fact(request: SignedInRequest, fact: UUID, given: shapes.ReversalGiven) -> Any:
    """Once, with a reason. The fact stays; the reversal takes it out of every figure."""
    found = facts_visible_to(request.user).select_related("indicator", "measure__plan").get(uuid=fact)
    again = Entry.objects.filter(uuid=given.token).exists()
    reversal = actions.reverse(request.actor, found, given.reason, given.token)
    if reversal.reverses_id != found.pk:
        raise _token_taken()
    return Status(200 if again else 201, _told(reversal))


def _told(fact: Fact) -> dict[str, Any]:
    return shaping.fact(shaping.with_all(Fact.objects.all()).get(pk=fact.pk))


def _must_be_the_same(request: SignedInRequest, there: Fact, new: dict[str, Any]) -> None:
    """Raise ValidationError where a token came before with another content: nothing of this one was recorded."""
    own = in_own_unit(new["indicator"], new["value"], new["okei"])
    asked = (new["indicator"], own, new["happened_on"], new["measure"], new["organisation"], new["breakdown"])
    stored = (there.indicator, there.value, there.happened_on, there.measure, there.organisation, there.breakdown)
    if asked != stored or there.reverses_id or there.recorded_for != request.actor.organisation:
        raise _token_taken()


def _token_taken() -> ValidationError:
    words = gettext("This token was used for something else. Give each fact a token of its own.")
    return ValidationError({"token": words})
