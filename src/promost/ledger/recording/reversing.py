"""A reversal: the same fact with its value negated."""

from __future__ import annotations

from promost.kit.refs import Ref
from promost.ledger.models import Fact, How
from promost.ledger.problems import Bad
from promost.ledger.recording.new import NewFact

SAME = ("indicator_id", "happened_on", "region_id", "municipality_id", "measure_id", "organisation_id", "breakdown")


def reversal(fact: Fact, source: Ref, event: str) -> NewFact:
    """Return what takes a fact back: day, place, organisation, measure, breakdown and way are copied.

    Raises Bad REVERSAL_OF_REVERSAL.
    """
    if fact.reverses_id is not None:
        raise Bad("REVERSAL_OF_REVERSAL")
    return NewFact(
        indicator=fact.indicator,
        value=-fact.value,
        happened_on=fact.happened_on,
        region=fact.region_id,
        source=source,
        event=event,
        how=How(fact.how),
        measure=fact.measure,
        organisation=fact.organisation,
        municipality=fact.municipality,
        direction=fact.direction,
        breakdown=fact.breakdown,
        reverses=fact,
    )


def check(new: NewFact, old: Fact, index: int) -> None:
    """Raise Bad unless ``new`` takes back the whole of ``old``, and ``old`` is not itself a reversal."""
    if old.reverses_id is not None:
        raise Bad("REVERSAL_OF_REVERSAL", index)
    mine = (
        new.indicator.pk,
        new.happened_on,
        new.region_code,
        new.municipality.pk if new.municipality else None,
        new.measure.pk if new.measure else None,
        new.organisation.pk if new.organisation else None,
        new.breakdown,
    )
    if mine != tuple(getattr(old, name) for name in SAME) or new.value != -old.value or new.how != old.how:
        raise Bad("REVERSAL_DIFFERS", index)
