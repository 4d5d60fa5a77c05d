"""Writing an edition: sections, measures as it has them, owners, resources, targets with their values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from promost.plans import drafts
from promost.plans.actions import targets
from promost.plans.actions.organisations import Settled, of
from promost.plans.models import Agreement, Edition, Measure, MeasureEdition, Owner, Party, Resource, Section
from promost.plans.reading.draft import DeadlineKind, Place, PlanDraft, RowDraft, SectionDraft
from promost.registry.models import Organisation

BATCH = 200
PROPOSED_LEAD = ("recipient", "donor", "buyer", "other", "curator")
"""The lead owner is proposed from the first of these sides that has one."""


@dataclass(slots=True)
class NewRow:
    """A row on its way into an edition: as read and mended, its measure, and the errors accepted with notes."""

    row: RowDraft
    measure: Measure
    source_cells: list[list[str]] = field(default_factory=list)
    accepted_with: list[dict[str, str]] = field(default_factory=list)


def write(
    edition: Edition, agreement: Agreement, head: PlanDraft, rows: Sequence[NewRow], settled: Settled
) -> list[MeasureEdition]:
    """Save an edition's content in a fixed number of statements for any number of rows (batches of 200)."""
    _save_measures(rows)
    sections = _sections(edition, head, rows)
    parties = {party.side: party for party in agreement.parties.all()}
    made = MeasureEdition.objects.bulk_create(
        (
            MeasureEdition(
                edition=edition,
                position=position,
                section=sections.get(new.row.section),
                lead=lead(new.row, settled),
                **values(new),
            )
            for position, new in enumerate(rows, start=1)
        ),
        batch_size=BATCH,
    )
    Owner.objects.bulk_create(_owners(made, rows, parties, settled), batch_size=BATCH)
    Resource.objects.bulk_create(_resources(made, rows), batch_size=BATCH)
    targets.write(edition, head, [(new.row, each) for new, each in zip(rows, made, strict=True)])
    return made


def values(new: NewRow) -> dict[str, Any]:
    """Return the fields of a MeasureEdition as a row has them. An unreadable term is none: the words stay."""
    row, deadline = new.row, new.row.deadline
    readable = deadline.kind is not DeadlineKind.INVALID
    return {
        "measure": new.measure,
        "number": row.number,
        "title": row.title,
        "deadline_kind": str(deadline.kind) if readable else str(DeadlineKind.NONE),
        "starts_on": deadline.start if readable else None,
        "ends_on": deadline.end if readable else None,
        "due_dates": [day.isoformat() for day in _due_dates(row)],
        "deadline_text": deadline.text,
        "result": row.result,
        "completion_document": row.completion_document,
        "note": row.note,
        "place": drafts.place_to(row.place),
        "source_cells": new.source_cells,
        "extra": row.extra,
        "accepted_with": new.accepted_with,
    }


def lead(row: RowDraft, settled: Settled) -> Organisation | None:
    """Propose the lead owner: the first body of the first side in the order of PROPOSED_LEAD."""
    by_side = {str(side): owners for side, owners in row.owners.items()}
    for side in PROPOSED_LEAD:
        if by_side.get(side):
            return of(settled, side, by_side[side][0].name)
    return None


def _due_dates(row: RowDraft) -> Iterable[date]:
    if row.deadline.due_dates:
        return row.deadline.due_dates
    return tuple(part.end for part in row.deadline.parts if part.end)


def _save_measures(rows: Sequence[NewRow]) -> None:
    fresh, turned = [], []
    for new in rows:
        before, new.measure.direction = new.measure.direction, new.row.direction or new.measure.direction or ""
        if new.measure._state.adding:
            fresh.append(new.measure)
        elif new.measure.direction != before:
            turned.append(new.measure)
    Measure.objects.bulk_create(fresh, batch_size=BATCH)
    Measure.objects.bulk_update(turned, ["direction"], batch_size=BATCH)


def _sections(edition: Edition, head: PlanDraft, rows: Sequence[NewRow]) -> Mapping[str, Section]:
    """Save the sections and return them by what a row calls its section: the number, else the title."""
    named = [*head.sections, *_unlisted(head.sections, rows)]
    made = Section.objects.bulk_create(
        Section(
            edition=edition, position=position, number=each.number, title=each.title, direction=each.direction or ""
        )
        for position, each in enumerate(named, start=1)
    )
    return {drafts.section_key(each): section for each, section in zip(named, made, strict=True)}


def _unlisted(known: Sequence[SectionDraft], rows: Sequence[NewRow]) -> list[SectionDraft]:
    keys = {drafts.section_key(each) for each in known}
    names = dict.fromkeys(new.row.section for new in rows if new.row.section and new.row.section not in keys)
    return [SectionDraft("", name, None, Place()) for name in names]


def _owners(
    made: Sequence[MeasureEdition], rows: Sequence[NewRow], parties: Mapping[str, Party], settled: Settled
) -> Iterable[Owner]:
    for edition_row, new in zip(made, rows, strict=True):
        every = [(str(side), owner) for side, owners in new.row.owners.items() for owner in owners]
        for position, (side, owner) in enumerate(every, start=1):
            yield Owner(
                measure_edition=edition_row,
                party=parties[side],
                organisation=of(settled, side, owner.name),
                position=position,
                written_as=owner.name,
                person=owner.person or "",
                by_agreement=owner.by_agreement,
            )


def _resources(made: Sequence[MeasureEdition], rows: Sequence[NewRow]) -> Iterable[Resource]:
    for edition_row, new in zip(made, rows, strict=True):
        for each in new.row.resources:
            yield Resource(
                measure_edition=edition_row,
                label=each.label,
                year=each.year,
                amount=each.amount,
                unit=each.unit,
                text=each.text,
            )
