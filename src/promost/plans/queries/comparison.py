"""Any two editions of a plan side by side: rows added, removed, changed, field by field, with the reasons between."""

from __future__ import annotations

from dataclasses import dataclass

from promost.plans.difference import Change, RowChange, compare
from promost.plans.models import Edition, Plan
from promost.plans.queries.flat import flat_rows

KINDS = {Change.ADDED: "ok", Change.REMOVED: "bad", Change.CHANGED: "warn"}


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row of the comparison."""

    change: RowChange

    @property
    def heading(self) -> str:
        """Number and title, of the newer side where there is one."""
        row = self.change.new or self.change.old
        return f"{row['number']} {row['title']}".strip()

    @property
    def kind(self) -> str:
        """The chip's kind."""
        return KINDS.get(self.change.change, "neutral")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions, the rows that differ, how many are the same, and the reasons of those after the older one."""

    older: Edition
    newer: Edition
    rows: tuple[ComparedRow, ...]
    same: int
    reasons: tuple[Edition, ...]


def comparison(plan: Plan, one: int, other: int) -> Comparison:
    """Compare two editions by their numbers, the smaller being the older. Raises Edition.DoesNotExist."""
    editions = {each.number: each for each in plan.editions.select_related("document").order_by("number")}
    try:
        older, newer = editions[min(one, other)], editions[max(one, other)]
    except KeyError:
        raise Edition.DoesNotExist from None
    old, new = flat_rows(older), flat_rows(newer)
    changes = compare(old, new, {key: key for key in new if key in old})
    differing = tuple(ComparedRow(each) for each in changes if each.change is not Change.SAME)
    reasons = tuple(each for number, each in editions.items() if older.number < number <= newer.number and each.reason)
    return Comparison(older, newer, differing, len(changes) - len(differing), reasons)
