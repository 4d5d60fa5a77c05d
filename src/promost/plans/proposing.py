"""What each new target is counted by: proposed from the document's words, for an officer to confirm."""

from __future__ import annotations

from collections.abc import Iterable

from promost.plans.models import MeasureEdition, Target
from promost.profiles import proposals
from promost.profiles.proposals import Asked, Proposal
from promost.profiles.queries import by_code

Row = MeasureEdition | None


def propose(targets: Iterable[tuple[Target, Row]]) -> list[Target]:
    """Give an indicator and a breakdown to each target that has none, unsaved; returns those that got one.

    A target comes with its measure as an edition has it, or None for one of the whole plan. One query.
    """
    free = [(target, row) for target, row in targets if target.indicator_id is None and not target.indicator_confirmed]
    found = [(target, proposal) for target, row in free if (proposal := proposal_for(target, row))]
    known = by_code({proposal.code for _, proposal in found}) if found else {}
    changed = []
    for target, proposal in found:
        if proposal.code in known:
            target.indicator, target.breakdown = known[proposal.code], proposal.breakdown
            changed.append(target)
    return changed


def proposal_for(target: Target, row: Row) -> Proposal | None:
    """Return what the words of a target and of its row point to; None where they point to nothing."""
    return proposals.propose(asked(target, row))


def asked(target: Target, row: Row) -> Asked:
    """Return a target's words and those of its row."""
    return Asked(
        label=target.label,
        text=target.text,
        okei=target.okei,
        unit=target.unit,
        direction=row.measure.direction if row else "",
        title=row.title if row else "",
        result=row.result if row else "",
    )
