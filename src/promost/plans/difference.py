"""What a newer document changes: rows added, removed, changed field by field. Pure: flat rows in, differences out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Flat = Mapping[str, str]
"""A row as a person compares it: field → text, in the order of FIELDS."""

FIELDS = (
    "number",
    "section",
    "title",
    "deadline",
    "owners",
    "result",
    "completion_document",
    "targets",
    "resources",
    "note",
)


class Change(StrEnum):
    """What became of a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of the comparison; a key is None on the side where the row is not."""

    change: Change
    old_key: int | None
    new_key: int | None
    old: Flat
    new: Flat
    fields: tuple[FieldChange, ...] = ()


def compare(old: Mapping[int, Flat], new: Mapping[int, Flat], pairs: Mapping[int, int]) -> tuple[RowChange, ...]:
    """Compare the rows of two editions; ``pairs`` is {new key: old key}. New rows in their order, then the removed."""
    rows = [_row(new_key, row, pairs.get(new_key), old) for new_key, row in new.items()]
    kept = set(pairs.values())
    gone = (RowChange(Change.REMOVED, key, None, row, {}) for key, row in old.items() if key not in kept)
    return (*rows, *gone)


def _row(new_key: int, row: Flat, old_key: int | None, old: Mapping[int, Flat]) -> RowChange:
    before = old.get(old_key) if old_key is not None else None
    if before is None:
        return RowChange(Change.ADDED, None, new_key, {}, row)
    fields = tuple(
        FieldChange(name, before.get(name, ""), row.get(name, ""))
        for name in FIELDS
        if before.get(name, "") != row.get(name, "")
    )
    return RowChange(Change.CHANGED if fields else Change.SAME, old_key, new_key, before, row, fields)
