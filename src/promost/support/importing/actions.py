"""The verbs of an import: a file is taken, its columns are named, it is accepted or put aside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from promost.accounts.actors import Actor, Refused
from promost.accounts.rules import require
from promost.kit import clock, files, history, refs, transitions, uploads
from promost.registry.models import Organisation
from promost.support.importing import contexts, planning
from promost.support.importing.planning import Planned
from promost.support.importing.reasons import kept
from promost.support.importing.settling import Settler
from promost.support.models import ImportedRow, Proposal, RowOutcome, SchemeImport, SchemeImportState
from promost.support.reading import Place, Reading, read, read_again
from promost.support.reading.messages import problem
from promost.support.schemes.actions import create

Done = Callable[[int, int], None]
"""Told how many rows are done, of how many."""


@dataclass(slots=True)
class Result:
    """What became of an import's rows, by outcome."""

    counts: dict[RowOutcome, int] = field(default_factory=lambda: dict.fromkeys(RowOutcome, 0))


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken. ``again``: it waited already, and nothing was made twice."""

    source: SchemeImport
    reading: Reading | None = None
    again: bool = False


def look(actor: Actor, name: str, data: bytes, mapping: Mapping[str, str] | None = None) -> Reading:
    """Read a file as an import would, and write nothing. Raises Refused, Unreadable."""
    require(actor, "support.add_scheme")
    return read(data, name, mapping, okved=contexts.okved(), regions=contexts.regions())


def take(
    actor: Actor,
    name: str,
    data: bytes,
    mapping: Mapping[str, str] | None = None,
    provider: Organisation | None = None,
) -> Taken:
    """Take a file of schemes: it is read and waits in preview, row by row, for its officer.

    The same bytes twice lead to the import that waits. A file whose columns are not understood is kept too, without
    rows, until they are named. ``provider`` stands in where a row names none. Raises Refused, Unreadable.
    """
    reading = look(actor, name, data, mapping)
    digest = files.keep(data)
    waiting = _waiting(actor, digest)
    if waiting is not None and not mapping:
        return Taken(waiting, again=True)
    planned = planning.plan(actor, reading, Settler(provider))
    with transaction.atomic():
        source = SchemeImport.objects.create(
            file_name=uploads.checking.safe_name(name),
            sha256=digest,
            mapping=dict(reading.mapping),
            made_by_id=actor.user_id,
            made_for=actor.organisation,
            made_at=clock.now(),
        )
        _keep(source, planned)
    return Taken(source, reading)


def name_columns(actor: Actor, source: SchemeImport, mapping: Mapping[str, str]) -> SchemeImport:
    """Read a waiting file again with columns that an officer named. Raises Refused, Overtaken, files.Damaged."""
    require(actor, "support.accept_import", source)
    reading = look(actor, source.file_name, files.read(source.sha256), mapping)
    planned = planning.plan(actor, reading, Settler())
    with transaction.atomic():
        transitions.change(
            source,
            version=source.version,
            expected={"state": SchemeImportState.PREVIEW},
            mapping=dict(reading.mapping),
        )
        source.rows.all().delete()
        _keep(source, planned)
    return source


def discard(actor: Actor, source: SchemeImport) -> SchemeImport:
    """Put a waiting file aside. Raises Refused, Overtaken."""
    require(actor, "support.accept_import", source)
    expected = {"state": SchemeImportState.PREVIEW}
    with transaction.atomic():
        transitions.change(source, version=source.version, expected=expected, state=SchemeImportState.DISCARDED)
        history.write(actor, "support.discard_import", refs.of(source))
    return source


def import_schemes(
    actor: Actor, source: SchemeImport, provider: Organisation | None = None, done: Done | None = None
) -> Result:
    """Make drafts of schemes from a waiting file, each with its proposed criteria, in one transaction.

    A row is written whole or not at all; one that cannot be is rejected with its reason. A scheme that is known stays
    as it is: its row is *unchanged*, or *changed* and waits for review. Raises Refused, Overtaken.
    """
    require(actor, "support.accept_import", source)
    result = Result()
    with transaction.atomic():
        expected = {"state": SchemeImportState.PREVIEW}
        transitions.change(source, version=source.version, expected=expected, state=SchemeImportState.ACCEPTED)
        rows = list(source.rows.order_by("pk"))
        again = _read_again(actor, source, rows, Settler(provider))
        for count, row in enumerate(rows, 1):
            if row.pk in again:
                _take_row(actor, row, again[row.pk])
            result.counts[RowOutcome(row.outcome)] += 1
            if done:
                done(count, len(rows))
        made = result.counts[RowOutcome.CREATED]
        history.write(actor, "support.import_schemes", refs.of(source), {"schemes": [None, made]})
    return result


def _read_again(actor: Actor, source: SchemeImport, rows: list[ImportedRow], settler: Settler) -> dict[int, Planned]:
    """What becomes of the rows today: much may have happened since they were looked at."""
    chosen = [row for row in rows if row.outcome != RowOutcome.REJECTED]
    okved, regions = contexts.okved(), contexts.regions()
    drafts = [read_again(row.raw, source.mapping, okved=okved, regions=regions) for row in chosen]
    planned = planning.of_settled(actor, [settler.settle(draft) for draft in drafts], source.mapping)
    return {row.pk: each for row, each in zip(chosen, planned, strict=True)}


def _take_row(actor: Actor, row: ImportedRow, planned: Planned) -> None:
    row.outcome, row.scheme, row.reasons = planned.outcome, planned.scheme, kept(planned.reasons)
    row.key, row.sha256 = planned.key, planned.digest
    if planned.outcome == RowOutcome.CREATED and planned.settled is not None:
        try:
            with transaction.atomic():
                row.scheme = create(actor, planned.settled.fields, planned.settled.parts)
                _propose(row, planned)
        except ValidationError as fault:
            _reject(row, "INVALID", text=" ".join(fault.messages))
        except Refused:
            _reject(row, "NOT_YOURS")
    row.save(update_fields=["outcome", "scheme", "reasons", "key", "sha256"])


def _propose(row: ImportedRow, planned: Planned) -> None:
    assert planned.settled is not None  # noqa: S101 - asked before
    Proposal.objects.bulk_create(
        Proposal(
            scheme=row.scheme,
            node=each.node,
            quote=each.quote,
            place=each.place.column[:200],
            sure=each.sure,
            position=position,
        )
        for position, each in enumerate(planned.settled.draft.proposals)
    )


def _reject(row: ImportedRow, code: str, **values: Any) -> None:
    row.outcome, row.scheme = RowOutcome.REJECTED, None
    row.reasons = kept([problem(code, Place(), **values)])


def _keep(source: SchemeImport, planned: list[Planned]) -> None:
    ImportedRow.objects.bulk_create(
        ImportedRow(
            source=source,
            place=f"{each.place.sheet[:100]}!{each.place.row}",
            key=each.key,
            sha256=each.digest,
            raw=dict(each.raw),
            outcome=each.outcome,
            reasons=kept(each.reasons),
        )
        for each in planned
    )


def _waiting(actor: Actor, digest: str) -> SchemeImport | None:
    """The same bytes, taken for the same organisation, that wait already."""
    rows = SchemeImport.objects.filter(sha256=digest, made_for=actor.organisation, state=SchemeImportState.PREVIEW)
    return rows.order_by("-pk").first()
