"""The one way into the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from promost.accounts.actors import Actor
from promost.kit import clock
from promost.ledger import after
from promost.ledger.models import Fact
from promost.ledger.problems import Bad
from promost.ledger.recording import writing
from promost.ledger.recording.checking import Checks
from promost.ledger.recording.new import NewFact


def record(actor: Actor, facts: Sequence[NewFact]) -> list[Fact]:
    """Add facts and return them as they are stored, in the order of ``facts``; what is there already is not added.

    Called inside the transaction of the deed that made them true; who may do that deed is the caller's to ask. Raises
    Bad (with ``index``) for a fact that cannot be recorded: then none is. Raises RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("facts are recorded inside the transaction of what made them true")
    if not facts:
        return []
    Checks.of(facts).check(facts)
    by_key = {new.key: new for new in reversed(facts)}
    made = {key: _make(actor, by_key[key]) for key in sorted(by_key)}
    added = writing.insert(list(made.values()))
    stored = _stored(facts, [key for key in made if key not in added])
    after.tell(list(added.values()))
    return [added.get(new.key) or stored[new.key] for new in facts]


def _make(actor: Actor, new: NewFact) -> Fact:
    """A fact not yet stored. The keys of what it points to are set without looking at the things again."""
    return Fact(
        indicator=new.indicator,
        value=new.value,
        happened_on=new.happened_on,
        region_id=new.region_code,
        municipality=new.municipality,
        direction=new.direction or (new.measure.direction if new.measure else ""),
        measure=new.measure,
        organisation=new.organisation,
        breakdown=new.breakdown,
        source_kind=new.source.kind,
        source_id=new.source.id,
        event=new.event,
        reverses=new.reverses,
        how=new.how,
        recorded_by_id=actor.user_id,
        recorded_for=actor.organisation,
        recorded_at=clock.now(),
    )


def _stored(facts: Sequence[NewFact], keys: Sequence[writing.Key]) -> dict[writing.Key, Fact]:
    """The facts that were there already, by key. A reversal that is not among them lost to another reversal."""
    if not keys:
        return {}
    found = writing.by_key(keys)
    for index, new in enumerate(facts):
        if new.key in keys and new.key not in found:
            raise Bad("ALREADY_REVERSED", index)
    return found
