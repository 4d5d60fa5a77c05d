"""Taking a fact back, by a second one."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import refs
from promost.ledger.actions import entries
from promost.ledger.models import EntryKind, Fact, How
from promost.ledger.problems import Bad
from promost.ledger.recording import record, reversal
from promost.plans.models import Plan


def reverse(actor: Actor, fact: Fact, reason: str, token: UUID) -> Fact:
    """Reverse a fact, once, with the reason; return the reversal. The same token again gives the same reversal.

    A fact that a room's work brought is taken back there. Raises Refused, and Bad, after which nothing has changed.
    """
    require(actor, "ledger.reverse_fact", fact)
    if not reason.strip():
        raise Bad("NO_REASON")
    if fact.reverses_id is None and fact.how == How.ROOM:
        raise Bad("FROM_WORK")
    plan = _plan_of(fact)
    with transaction.atomic():
        entry, made = entries.begin(actor, token, EntryKind.REVERSAL, plan, fact.measure, reason)
        if not made:
            return entries.facts_of(entry)[0]
        if Fact.objects.filter(reverses=fact).exists():
            raise Bad("ALREADY_REVERSED")
        (taken_back,) = record(actor, [reversal(fact, refs.of(entry), str(token))])
        entries.note(actor, "ledger.reverse", taken_back, plan, reason)
    return taken_back


def _plan_of(fact: Fact) -> Plan | None:
    if fact.measure is not None:
        return fact.measure.plan
    entry = entries.entry_of(fact)
    return entry.plan if entry else None
