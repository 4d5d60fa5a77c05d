"""The one way into the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from promost.accounts.actors import Actor
from promost.kit import clock
from promost.ledger import after
from promost.ledger.models import Fact
from promost.ledger.problems import Bad
from promost.ledger.recording import rows, writing
from promost.ledger.recording.checking import Checks
from promost.ledger.recording.new import Key, NewFact


def record(actor: Actor, facts: Sequence[NewFact]) -> list[Fact]:
    """Add facts and return them as they are stored, in the order of ``facts``; what is there already is not added.

    Called inside the transaction of the deed that made them true; who may do that deed is the caller's to ask. Raises
    Bad (with ``index``) for a fact that cannot be recorded: then none is. Raises RuntimeError outside a transaction.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise RuntimeError("facts are recorded inside the transaction of what made them true")
    if not facts:
        return []
    Checks.of(facts).check(facts)
    after.ask([new.reverses for new in facts if new.reverses is not None])
    keys = [new.key for new in facts]
    first = dict(zip(reversed(keys), reversed(facts), strict=True))
    # Sorted, so that two who record the same facts at once never wait for each other in turn.
    chosen = [(key, first[key]) for key in sorted(first)]
    made = rows.rows_of(actor, [new for _, new in chosen], clock.now())
    added = {
        key: rows.fact_of(row, stored, new, actor, connection.alias)
        for (key, new), row, stored in zip(chosen, made, writing.insert(made), strict=True)
        if stored is not None
    }
    after.tell(list(added.values()))
    if len(added) < len(first):
        added |= _stored(first, [key for key in first if key not in added], keys)
    return [added[key] for key in keys]


def _stored(first: Mapping[Key, NewFact], lacking: Sequence[Key], keys: Sequence[Key]) -> dict[Key, Fact]:
    """The facts that were there already, by key. A reversal that is not among them lost to another reversal."""
    found = writing.by_key(lacking)
    for key in lacking:
        if key not in found:
            raise Bad("ALREADY_REVERSED" if first[key].reverses else "NOT_STORED", keys.index(key))
    return found
