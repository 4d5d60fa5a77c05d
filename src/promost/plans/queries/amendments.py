"""Amendments of a plan, who decides them, and what became of targets over the editions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet

from promost.kit import formats
from promost.plans.models import Amendment, Consent, Edition, Party, Plan, TargetValue
from promost.plans.queries.approvals import approvers
from promost.registry.models.organisations import FEDERAL_ZONE

LAST_MONTH = 12


def deciders(edition: Edition) -> tuple[Party, ...]:
    """Return the parties that agree to a change of an edition: those that approved it would have to."""
    return approvers(edition)


def amendments_of(plan: Plan) -> QuerySet[Amendment]:
    """Return a plan's amendments with their changes and answers, the newest first, in three queries."""
    consents = Consent.objects.select_related("party", "made_by", "made_for").order_by("pk")
    rows = Amendment.objects.filter(plan=plan).select_related("base", "made", "party", "proposed_by", "proposed_for")
    return rows.prefetch_related(Prefetch("consents", consents), "changes__measure", "changes__target")


def flat_values(edition: Edition) -> dict[int, dict[str, str]]:
    """Return {target's key: {ISO day: value as text}} of the targets of the whole plan in an edition."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = TargetValue.objects.filter(edition=edition, target__measure=None).order_by("target__position", "due_on")
    for target, day, value in rows.values_list("target_id", "due_on", "value"):
        found[target][day.isoformat()] = "—" if value is None else formats.number(value)
    return dict(found)


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value of a target, changed by an approved edition; ``due_on`` is the day it was promised for before."""

    due_on: date
    before: Decimal | None
    after: Decimal | None
    edition: int
    changed_on: date
    reason: str

    @property
    def in_last_month(self) -> bool:
        """Whether it was changed in the last month of the year for which it is promised, or after it."""
        return (self.changed_on.year, self.changed_on.month) >= (self.due_on.year, LAST_MONTH)

    @property
    def is_lowered(self) -> bool:
        """Whether less was promised afterwards; a value taken away is less."""
        return self.before is not None and (self.after is None or self.after < self.before)


def changes_of_targets(plan: Plan) -> Mapping[int, tuple[ValueChange, ...]]:
    """Return {target's key: every change of its values by approved editions, the oldest first}, in one query."""
    rows = (
        TargetValue.objects.filter(edition__plan=plan, edition__approved_at__isnull=False)
        .select_related("edition")
        .order_by("target_id", "edition__number", "due_on")
    )
    found: dict[int, tuple[ValueChange, ...]] = {}
    for target, several in groupby(rows, key=lambda value: value.target_id):
        editions = [list(values) for _, values in groupby(several, key=lambda value: value.edition_id)]
        changes = tuple(change for before, after in pairwise(editions) for change in _changed(before, after))
        if changes:
            found[target] = changes
    return found


def _changed(before: Sequence[TargetValue], after: Sequence[TargetValue]) -> Iterable[ValueChange]:
    """Compare the values of two editions: in their order where there are as many, since a day may have been moved."""
    if len(before) == len(after):
        pairs = list(zip(before, after, strict=True))
    else:
        by_day = {value.due_on: value for value in before}
        pairs = [(by_day[value.due_on], value) for value in after if value.due_on in by_day]
    for old, new in pairs:
        if old.value != new.value and new.edition.approved_at:
            changed_on = new.edition.approved_at.astimezone(ZoneInfo(FEDERAL_ZONE)).date()
            edition = new.edition
            yield ValueChange(old.due_on, old.value, new.value, edition.number, changed_on, edition.reason)
