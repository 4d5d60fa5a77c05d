"""Targets of an edition: a target that was there keeps its identity and gains the edition's values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from promost.kit.text import fold
from promost.plans import drafts, proposing
from promost.plans.models import Basis, Edition, MeasureEdition, Scope, Target, TargetValue
from promost.plans.reading import draft as read
from promost.plans.vocabulary import speaks_of_participants
from promost.registry.models import Organisation
from promost.registry.queries import find_organisations

BATCH = 200
Key = tuple[int | None, str, str]
"""A target's identity from edition to edition: measure, what is counted (folded), unit."""


def write(edition: Edition, head: read.PlanDraft, rows: Sequence[tuple[read.RowDraft, MeasureEdition]]) -> None:
    """Save the targets of measures and those of the annex, and their values in this edition.

    What counts towards a target is proposed where nothing has been chosen; what an officer confirmed stays.
    """
    known: dict[Key, list[Target]] = {}
    for target in edition.plan.targets.order_by("position"):
        known.setdefault(key(target), []).append(target)
    new, pairs = [], []
    for position, (target, values) in enumerate([*_of_measures(edition, rows), *_of_plan(edition, head)], start=1):
        same = known.get(key(target))
        kept = same.pop(0) if same else None
        target.position = position
        if kept is None:
            new.append(target)
        pairs.append((kept or target, values))
    _propose([target for target, _ in pairs], [made for _, made in rows])
    Target.objects.bulk_create(new, batch_size=BATCH)
    TargetValue.objects.bulk_create(
        (
            TargetValue(target=target, edition=edition, due_on=day, value=value)
            for target, values in pairs
            for day, value in values
        ),
        batch_size=BATCH,
    )


def _propose(targets: Iterable[Target], rows: Iterable[MeasureEdition]) -> None:
    """Propose what counts towards new targets, and save it with those that were there without an indicator."""
    made: dict[int | None, MeasureEdition] = {row.measure_id: row for row in rows}
    proposed = proposing.propose((target, made.get(target.measure_id)) for target in targets)
    there = [target for target in proposed if target.pk]
    Target.objects.bulk_update(there, ["indicator", "breakdown"], batch_size=BATCH)


def key(target: Target) -> Key:
    """Return what makes a target the same one in the next edition."""
    return target.measure_id, fold(target.label), target.unit


def _of_measures(
    edition: Edition, rows: Iterable[tuple[read.RowDraft, MeasureEdition]]
) -> Iterable[tuple[Target, list[tuple[date, Decimal | None]]]]:
    for row, made in rows:
        day = made.ends_on or edition.plan.ends_on
        for each in row.targets:
            target = Target(
                plan=edition.plan,
                measure=made.measure,
                label=each.label or each.text,
                unit=each.unit,
                okei=each.okei or "",
                comparator=each.comparator,
                scope=Scope.MEASURE,
                owner=made.lead,
                text=each.text,
                place=made.place,
            )
            yield target, [(day, each.value)]


def _of_plan(edition: Edition, head: read.PlanDraft) -> Iterable[tuple[Target, list[tuple[date, Decimal | None]]]]:
    scope = str(edition.plan.agreement.uuid)
    for each in head.targets:
        target = Target(
            plan=edition.plan,
            label=each.label,
            unit=each.unit,
            okei=each.okei or "",
            cumulative=each.cumulative,
            basis=basis_of(each),
            baseline=each.baseline,
            baseline_year=each.baseline_year,
            scope=scope_of(each),
            owner=_owner(each.owner, scope),
            source=each.source,
            text=each.label,
            place=drafts.place_to(each.place),
        )
        yield target, list(each.values)


def basis_of(target: read.PlanTarget) -> Basis:
    """Propose from what the values are counted: a level that never falls below its baseline contains it."""
    values = [value for _, value in target.values if value is not None]
    contains = target.baseline is not None and target.baseline > 0 and all(v >= target.baseline for v in values)
    return Basis.BASELINE if contains and values else Basis.ZERO


def scope_of(target: read.PlanTarget) -> Scope:
    """Propose which facts count: of the listed participants where the words say so, else of the region."""
    return Scope.PARTICIPANTS if speaks_of_participants(target.label) else Scope.REGION


def _owner(name: str, scope: str) -> Organisation | None:
    found = find_organisations(name, scope, similar=False) if name else []
    return found[0].organisation if found and found[0].is_sure else None
