"""Facts as rows: the values of a fact in the order of its columns, and the fact that a stored row is.

Many facts are recorded at once, so a row is made straight from what is to be recorded; the instance comes afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db.models.base import ModelState

from promost.accounts.actors import Actor
from promost.ledger.models import Fact
from promost.ledger.recording.new import NewFact

NAMES = tuple(field.attname for field in Fact._meta.concrete_fields)
"""The columns by their attributes; the key comes first."""
Row = tuple[Any, ...]
"""The values of NAMES without the key."""
UUID, VALUE = NAMES.index("uuid") - 1, NAMES.index("value") - 1


def rows_of(actor: Actor, facts: Sequence[NewFact], now: datetime) -> list[Row]:
    """Return the rows of facts that ``actor`` records now."""
    by, behalf = actor.user_id, actor.organisation.pk if actor.organisation else None
    return [
        (
            uuid4(),
            new.indicator.id,
            new.value,
            new.happened_on,
            new.region_code,
            new.municipality.pk if new.municipality else None,
            new.direction or (new.measure.direction if new.measure else ""),
            new.measure.id if new.measure else None,
            new.organisation.id if new.organisation else None,
            new.breakdown,
            new.source.kind,
            new.source.id,
            new.event,
            new.reverses.pk if new.reverses else None,
            str(new.how),
            by,
            behalf,
            now,
        )
        for new in facts
    ]


def fact_of(row: Row, key: int, new: NewFact, actor: Actor, using: str) -> Fact:
    """Return the stored fact; what it points to is not asked for again."""
    fact = Fact.__new__(Fact)
    fact._state = ModelState()
    fact._state.adding, fact._state.db = False, using
    # What Django's own loading does, without asking each attribute's descriptor whether something changes.
    vars(fact).update(zip(NAMES, (key, *row), strict=True))
    cache = fact._state.fields_cache
    cache["indicator"], cache["measure"], cache["organisation"] = new.indicator, new.measure, new.organisation
    cache["recorded_for"] = actor.organisation
    if not isinstance(new.region, str):
        cache["region"] = new.region
    return fact
