"""Any two editions of a plan side by side: rows added, removed, changed, field by field, with the reasons between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from promost.plans.difference import Change, Flat, RowChange, compare
from promost.plans.models import AmendmentChange, Edition, Plan, Target
from promost.plans.queries.amendments import flat_values_of
from promost.plans.queries.flat import flat_rows_of

KINDS = {Change.ADDED: "ok", Change.REMOVED: "bad", Change.CHANGED: "warn"}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an edition changed something: its number and the words of its amendment."""

    edition: int
    text: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row of the comparison, with the reasons of the amendments that changed it."""

    change: RowChange
    reasons: tuple[Reason, ...] = ()

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
class ComparedTarget:
    """A target of the whole plan whose values differ: (reporting day, before, after), "" where there is none."""

    change: Change
    label: str
    days: tuple[tuple[str, str, str], ...]
    reasons: tuple[Reason, ...] = ()

    @property
    def kind(self) -> str:
        """The chip's kind."""
        return KINDS.get(self.change, "neutral")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions: the rows and the targets of the whole plan that differ, how many rows are the same, and the reasons
    of the editions after the older one.
    """

    older: Edition
    newer: Edition
    rows: tuple[ComparedRow, ...]
    targets: tuple[ComparedTarget, ...]
    same: int
    reasons: tuple[Edition, ...]


def comparison(plan: Plan, one: int, other: int) -> Comparison:
    """Compare two editions by their numbers, the smaller being the older. Raises Edition.DoesNotExist.

    In eight queries for any number of rows.
    """
    editions = {each.number: each for each in plan.editions.select_related("document").order_by("number")}
    try:
        older, newer = editions[min(one, other)], editions[max(one, other)]
    except KeyError:
        raise Edition.DoesNotExist from None
    rows = flat_rows_of([older, newer])
    old, new = rows[older.pk], rows[newer.pk]
    changes = compare(old, new, {key: key for key in new if key in old})
    why = _reasons(older, newer)
    differing = tuple(
        ComparedRow(each, tuple(why[("measure", each.new_key or each.old_key)]))
        for each in changes
        if each.change is not Change.SAME
    )
    reasons = tuple(each for number, each in editions.items() if older.number < number <= newer.number and each.reason)
    return Comparison(older, newer, differing, _targets(older, newer, why), len(changes) - len(differing), reasons)


def _targets(
    older: Edition, newer: Edition, why: Mapping[tuple[str, int | None], Sequence[Reason]]
) -> tuple[ComparedTarget, ...]:
    values = flat_values_of([older, newer])
    old, new = values[older.pk], values[newer.pk]
    labels = dict(Target.objects.filter(plan=older.plan_id, measure=None).values_list("pk", "label"))
    differing = [key for key in dict.fromkeys([*old, *new]) if old.get(key) != new.get(key)]
    return tuple(
        ComparedTarget(
            _became(old.get(key), new.get(key)),
            labels[key],
            _days(old.get(key, {}), new.get(key, {})),
            tuple(why[("target", key)]),
        )
        for key in differing
    )


def _became(before: Flat | None, after: Flat | None) -> Change:
    if before is None:
        return Change.ADDED
    return Change.REMOVED if after is None else Change.CHANGED


def _days(before: Flat, after: Flat) -> tuple[tuple[str, str, str], ...]:
    days = sorted(day for day in {*before, *after} if before.get(day) != after.get(day))
    return tuple((day, before.get(day, ""), after.get(day, "")) for day in days)


def _reasons(older: Edition, newer: Edition) -> defaultdict[tuple[str, int | None], list[Reason]]:
    """Return {what an amendment between the two changed: why}, the oldest first, in one query."""
    rows = AmendmentChange.objects.filter(
        amendment__made__plan=older.plan_id,
        amendment__made__number__gt=older.number,
        amendment__made__number__lte=newer.number,
    )
    found: defaultdict[tuple[str, int | None], list[Reason]] = defaultdict(list)
    fields = ("measure_id", "target_id", "amendment__made__number", "amendment__reason")
    for measure, target, number, reason in rows.order_by("amendment__made__number", "pk").values_list(*fields):
        found[("target", target) if target else ("measure", measure)].append(Reason(number, reason))
    return found
