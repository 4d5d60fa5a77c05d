"""What entries by hand share: the one-time token, and the note in the history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from promost.accounts.actors import Actor
from promost.kit import clock, history, refs
from promost.ledger.models import Entry, EntryKind, Fact
from promost.ledger.problems import Bad
from promost.plans.models import Measure, Plan

WORDS = 600
"""Characters of an entry's words."""


def begin(
    actor: Actor,
    token: UUID,
    kind: EntryKind,
    plan: Plan | None,
    measure: Measure | None,
    words: str,
    part: str = "",
) -> tuple[Entry, bool]:
    """Return the entry of a form's one-time token and whether it was made now.

    Raises Bad TOKEN_TAKEN for a token that was used by somebody else.
    """
    values = {
        "kind": kind,
        "plan": plan,
        "measure": measure,
        "part": part,
        "words": words.strip()[:WORDS],
        "made_by_id": actor.user_id,
        "made_for": actor.organisation,
        "made_at": clock.now(),
    }
    entry, made = Entry.objects.get_or_create(uuid=token, defaults=values)
    if entry.made_by_id != actor.user_id:
        raise Bad("TOKEN_TAKEN")
    return entry, made


def facts_of(entry: Entry) -> list[Fact]:
    """Return the facts that an entry made."""
    ref = refs.of(entry)
    rows = Fact.objects.filter(source_kind=ref.kind, source_id=ref.id)
    return list(rows.select_related("indicator", "region", "measure__plan", "organisation").order_by("pk"))


def entry_of(fact: Fact) -> Entry | None:
    """Return the entry that made a fact, or None where it came another way."""
    if fact.source_kind != Entry._meta.label_lower:
        return None
    return Entry.objects.filter(uuid=fact.source_id).select_related("plan").first()


def note(actor: Actor, verb: str, fact: Fact, plan: Plan | None, words: str = "") -> None:
    """Write into the history of the fact, and of its measure or its plan."""
    beside = fact.measure or plan
    changes: Mapping[str, Any] = {
        "indicator": [None, fact.indicator.name_ru],
        "value": [None, f"{fact.value.normalize():f}"],
        "happened_on": [None, fact.happened_on.isoformat()],
    }
    subjects = [refs.of(fact), *([refs.of(beside)] if beside else [])]
    history.write_many(actor, verb, [(subject, changes) for subject in subjects], words)
