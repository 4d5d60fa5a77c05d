"""Who answers for a completion document: editors of the other side, never of one's own, nobody who runs the place."""

from __future__ import annotations

from collections.abc import Mapping

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.accounts.rules import Rule
from promost.ledger.models import Entry
from promost.plans.models import Plan
from promost.plans.permissions import sits
from promost.progress.completion.queries import sides_of


def decide(actor: Actor, entry: Entry) -> bool:
    """Editors of an organisation that sits for a counterpart and not for the side that handed in."""
    if actor.organisation is None or not actor.can(Role.EDITOR):
        return False
    return sides_of(entry).party_of(actor.organisation.pk) is not None


def decide_many(actor: Actor, plan: Plan) -> bool:
    """Editors of a party: each document is asked for on its own."""
    return actor.organisation is not None and actor.can(Role.EDITOR) and sits(actor, plan.agreement)


RULES: Mapping[str, Rule] = {
    "progress.decide_completion": decide,
    "progress.decide_completions": decide_many,
}
