"""Handing in a measure's completion document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, refs
from promost.ledger.actions import entries
from promost.ledger.actions.by_hand import check_opening
from promost.ledger.files import Examined, File, attach, examine
from promost.ledger.models import EntryKind, Fact, How
from promost.ledger.places import region_of, row_in_force
from promost.ledger.problems import Bad
from promost.ledger.recording import NewFact, record
from promost.plans.models import Measure, MeasureEdition
from promost.profiles.models import Indicator

COMPLETION = "COMPLETION"
"""The code of the indicator that counts completion documents."""
SEVERAL = frozenset({"recurring", "multiple"})
"""Kinds of terms of which each occurrence is closed by a document of its own."""


def hand_in(
    actor: Actor,
    measure: Measure,
    token: UUID,
    files: Sequence[File],
    words: str = "",
    personal: bool = False,
    *,
    kind: EntryKind = EntryKind.COMPLETION,
    happened_on: date | None = None,
    part: str = "",
) -> Fact:
    """Hand in the completion document: a fact of today, where the lead owner works, with the document as evidence.

    ``part`` is the ISO day of the occurrence that it closes; "" for the measure as a whole, or for the occurrence in
    whose period it comes. As an opening it may carry an earlier day and needs no file, since it was accepted on paper.
    Raises Refused, Bad.
    """
    require(actor, "ledger.record_fact", measure)
    row = row_in_force(measure)
    if part and part not in occurrences(row):
        raise Bad("NO_OCCURRENCE", part=part)
    examined = _examine(files, kind)
    where = region_of(measure.plan, None, row.lead or actor.organisation)
    today = min(clock.today(row.lead.zone if row.lead else where.zone_info), clock.today(where.zone_info))
    is_opening = kind == EntryKind.OPENING
    day = happened_on if is_opening and happened_on else today
    with transaction.atomic():
        entry, made = entries.begin(actor, token, kind, measure.plan, measure, words, part)
        if not made:
            return entries.facts_of(entry)[0]
        if is_opening:
            check_opening(measure.plan, day, where)
        how = How.OPENING if is_opening else How.HAND
        indicator = Indicator.objects.get(code=COMPLETION)
        new = NewFact(indicator, Decimal(1), day, where, refs.of(entry), str(token), how, measure=measure)
        (fact,) = record(actor, [new])
        attach(actor, examined, fact, personal)
        entries.note(actor, "ledger.hand_in", fact, measure.plan, words)
    return fact


def occurrences(row: MeasureEdition) -> list[str]:
    """Return the ISO days of a measure's occurrences, in order; none for a measure with a single term."""
    return sorted(row.due_dates) if row.deadline_kind in SEVERAL else []


def _examine(given: Sequence[File], kind: EntryKind) -> list[Examined]:
    if not given and kind != EntryKind.OPENING:
        raise Bad("NO_DOCUMENT")
    return examine(given)
