"""The difference page: each row with what the officer may pair it to."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from promost.kit.components.kinds import Kind
from promost.plans.difference import Change, Flat, RowChange
from promost.plans.models import Import
from promost.plans.queries import imports

KINDS: Mapping[Change, Kind] = {Change.ADDED: "ok", Change.REMOVED: "bad", Change.CHANGED: "warn"}


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A row of the comparison, the stored row behind its new side, and its version for pairing."""

    change: RowChange
    position: int | None
    version: int
    choices: tuple[tuple[int, str], ...]
    doubtful: bool
    """The program paired it and the titles differ: somebody should look."""

    @property
    def heading(self) -> str:
        """Number and title, of the newer side where there is one."""
        return _name(self.change.new or self.change.old)

    @property
    def kind(self) -> Kind:
        """The chip's kind."""
        return KINDS.get(self.change.change, "neutral")


def rows(source: Import) -> list[DifferenceRow]:
    """Return the rows of the comparison; those that are the same come last."""
    views = imports.rows_of(source)
    versions = {view.row.position: view.row.version for view in views}
    changes = imports.difference(source, views)
    free = tuple((c.old_key or 0, _name(c.old)) for c in changes if c.change is Change.REMOVED)
    proposed = {view.row.position for view in views if view.row.paired_by == "proposed"}
    shown = [_shown(each, versions, proposed, free) for each in changes]
    return sorted(shown, key=lambda row: row.change.change is Change.SAME)


def _shown(
    change: RowChange, versions: Mapping[int, int], proposed: Container[int], free: tuple[tuple[int, str], ...]
) -> DifferenceRow:
    position = _position(change)
    retitled = any(each.field == "title" for each in change.fields)
    return DifferenceRow(
        change, position, versions.get(position or 0, 0), _choices(change, free), retitled and position in proposed
    )


def _position(change: RowChange) -> int | None:
    return change.new_key


def _choices(change: RowChange, free: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
    own = ((change.old_key, _name(change.old)),) if change.old_key is not None and change.new else ()
    return (*own, *free) if change.new else ()


def _name(row: Flat) -> str:
    return f"{row.get('number', '')} {row.get('title', '')}".strip()
