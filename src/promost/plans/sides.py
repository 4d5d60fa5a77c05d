"""Whose side is whose: the agreement knows its parties; a document's reading only supposes.

A document often does not show who gives and who receives. Where it names a party of the agreement (its region, its own
name, one of its organisations), that party's side counts, whatever the reader took it for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from promost.kit.text import fold
from promost.plans.models import Agreement, Party
from promost.plans.reading.draft import Owner, PartyDraft, PlanDraft, Problem, RowDraft, Severity, Side
from promost.registry.queries import region_in

ASSUMED = "SIDES_ASSUMED"
SETTLED = "SIDES_FROM_AGREEMENT"
STRANGER = "PARTY_NOT_IN_AGREEMENT"


def settle(draft: PlanDraft, agreement: Agreement) -> PlanDraft:
    """Return the draft with each side named as the agreement has it; a change is told among the problems.

    Sides whose names fit no party, or fit several, stay as they were read.
    """
    parties = list(agreement.parties.select_related("region").prefetch_related("seats__organisation"))
    draft = _with_strangers(draft, parties)
    moved = _moved(draft.parties, parties)
    if all(was is now for was, now in moved.items()):
        return draft
    named = tuple(replace(party, side=moved.get(party.side, party.side)) for party in draft.parties)
    return replace(
        draft,
        parties=named,
        rows=tuple(_row(row, moved) for row in draft.rows),
        problems=(*(each for each in draft.problems if each.code != ASSUMED), _told(named)),
    )


def _moved(read: Iterable[PartyDraft], parties: list[Party]) -> dict[Side, Side]:
    """Return {side as read: side as agreed}, one to one; a side that would be taken twice stays."""
    found: dict[Side, Side] = {}
    for party in read:
        fitting = {Side(each.side) for each in parties if _is(party, each)}
        if len(fitting) == 1:
            found[party.side] = fitting.pop()
    if len(set(found.values())) < len(found):
        return {}
    left = {side for side in found.values() if side not in found}
    free = [side for side in found if side not in found.values()]
    return {**found, **dict(zip(sorted(left), free, strict=False))}


def _with_strangers(draft: PlanDraft, parties: Iterable[Party]) -> PlanDraft:
    """Tell of regions that the document names for its parties and the agreement does not have."""
    known = {party.region_id for party in parties}
    named = ((read.name, region_in(f"{read.name} {read.heading}")) for read in draft.parties)
    strangers = [name for name, region in named if region is not None and region.pk not in known]
    if not strangers:
        return draft
    told = Problem(STRANGER, Severity.WARNING, values=(("parties", ", ".join(strangers)),))
    return replace(draft, problems=(told, *draft.problems))


def _is(read: PartyDraft, party: Party) -> bool:
    """Tell whether a party as the document names it is this one: by its region, else by its names."""
    said = f"{read.name} {read.heading}"
    if party.region is not None:
        return region_in(said) == party.region
    names = (party.name, *(name for seat in party.seats.all() for name in _names(seat.organisation)))
    folded = fold(said)
    return any(fold(name) in folded for name in names if name)


def _names(organisation: object) -> tuple[str, ...]:
    return tuple(getattr(organisation, name) for name in ("name", "short_name", "name_en"))


def _row(row: RowDraft, moved: Mapping[Side, Side]) -> RowDraft:
    owners: dict[Side, tuple[Owner, ...]] = {}
    for side, bodies in row.owners.items():
        now = moved.get(side, side)
        owners[now] = (*owners.get(now, ()), *bodies)
    return replace(row, owners=owners)


def _told(parties: Iterable[PartyDraft]) -> Problem:
    names = ", ".join(party.name for party in parties)
    return Problem(SETTLED, Severity.INFO, values=(("parties", names),))
