"""Many rows put as a list has them: new ones added, changed ones changed, equal ones left alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model

Key = TypeVar("Key")
Row = TypeVar("Row", bound=Model)
Watch = Callable[[int, int], None]
"""Told how many rows are done, of how many."""
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did to the rows of a list."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0

    @property
    def touched(self) -> int:
        """How many rows are other than before."""
        return self.added + self.changed + self.removed


def unwatched(_done: int, _total: int) -> None:
    """Watch nothing."""


def upsert(
    model: type[Row], existing: Mapping[Key, Row], wanted: Mapping[Key, Mapping[str, Any]], watch: Watch = unwatched
) -> Loaded:
    """Make the rows of ``wanted`` (by key, with every value of theirs) be in the table, and tell what was done."""
    new = [model(**values) for key, values in wanted.items() if key not in existing]
    changed = [
        row for key, values in wanted.items() if (row := existing.get(key)) is not None and _differs(row, values)
    ]
    total = len(new) + len(changed)
    for start in range(0, len(new), BATCH):
        model._default_manager.bulk_create(new[start : start + BATCH])
        watch(min(start + BATCH, len(new)), total)
    if changed:
        model._default_manager.bulk_update(changed, _fields(model, wanted), batch_size=BATCH)
        watch(total, total)
    return Loaded(len(new), len(changed), 0, len(wanted) - total)


def _differs(row: Model, values: Mapping[str, Any]) -> bool:
    """Put the values on the row and tell whether it changed."""
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def _fields(model: type[Model], wanted: Mapping[Key, Mapping[str, Any]]) -> list[str]:
    """The fields that the values name, by name or by column, without the primary key."""
    named = {name for values in wanted.values() for name in values}
    return [field.name for field in model._meta.fields if {field.name, field.attname} & named and not field.primary_key]
