"""An edition as a copy of the one before it, to which a change is then made: the earlier one never changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from django.db.models import Model

from promost.accounts.actors import Actor
from promost.kit import clock
from promost.plans.models import Edition, MeasureEdition, Owner, Resource, Section, TargetValue

BATCH = 200
Thing = TypeVar("Thing", bound=Model)


def copy(actor: Actor, base: Edition, reason: str, without: Collection[int] = ()) -> Edition:
    """Return a new edition with everything that ``base`` has but the measures whose keys are in ``without``.

    In a fixed number of statements for any number of rows (batches of 200); call it in the action's transaction.
    """
    made = Edition.objects.create(
        plan=base.plan,
        number=base.plan.editions.latest("number").number + 1,
        document=base.document,
        reason=reason,
        reporting=base.reporting,
        made_by_id=actor.user_id,
        made_at=clock.now(),
    )
    sections = _sections(base, made)
    rows = _rows(base, made, sections, without)
    _parts(Owner, base, rows)
    _parts(Resource, base, rows)
    values = TargetValue.objects.filter(edition=base).exclude(target__measure__in=list(without))
    TargetValue.objects.bulk_create((_again(value, edition=made) for value in values), batch_size=BATCH)
    return made


def _sections(base: Edition, made: Edition) -> dict[int, Section]:
    """Copy the sections and return them by the key of the one copied."""
    old = list(base.sections.order_by("position"))
    new = Section.objects.bulk_create([_again(section, edition=made) for section in old], batch_size=BATCH)
    return {each.pk: section for each, section in zip(old, new, strict=True)}


def _rows(
    base: Edition, made: Edition, sections: dict[int, Section], without: Collection[int]
) -> dict[int, MeasureEdition]:
    """Copy the measures and return them by the key of the one copied."""
    old = list(base.measures.exclude(measure__in=list(without)).order_by("position"))
    copies = [_again(row, edition=made, section=sections.get(row.section_id or 0), version=0) for row in old]
    new = MeasureEdition.objects.bulk_create(copies, batch_size=BATCH)
    return {each.pk: row for each, row in zip(old, new, strict=True)}


def _parts(model: type[Owner | Resource], base: Edition, rows: dict[int, MeasureEdition]) -> None:
    """Copy what belongs to the measures of the edition."""
    old: Iterable[Any] = model._default_manager.filter(measure_edition__edition=base).order_by("pk")
    kept = (each for each in old if each.measure_edition_id in rows)
    copies = (_again(each, measure_edition=rows[each.measure_edition_id]) for each in kept)
    model._default_manager.bulk_create(copies, batch_size=BATCH)


def _again(thing: Thing, **changed: Any) -> Thing:
    """Return an unsaved row like ``thing``, with these values in the place of its own."""
    fields = [field for field in thing._meta.concrete_fields if not field.primary_key]
    values = {field.attname: getattr(thing, field.attname) for field in fields}
    made = type(thing)(**values)
    for name, value in changed.items():
        setattr(made, name, value)
    return made
