"""What became of targets over the editions: every change of a promised value, when it was agreed, by whom, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from promost.kit.moments import Moment
from promost.plans.models import Amendment, Edition, Plan
from promost.plans.queries.editions import agreed_editions, edition_at, known_editions
from promost.plans.queries.flat import unit_text
from promost.plans.queries.promised import ValueRow, picker, value_rows
from promost.registry.models.organisations import FEDERAL_ZONE

LAST_MONTH = 12
_pick = picker(
    "target_id", "target__uuid", "target__measure_id", "target__label", "target__unit", "target__okei",
    "target__comparator", "target__indicator__code", "edition__number", "due_on", "value",
)  # fmt: skip
_Values = tuple[tuple[date, Decimal | None], ...]


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value that was changed: ``due_on`` is the day it was promised for before; None where nothing is promised."""

    due_on: date
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A change of a target's values by an approved edition (``made``) against the approved one before it (``base``).

    ``measure`` is the key of its measure, None for a target of the whole plan; ``unit`` is in the reader's language.
    """

    target: int
    uuid: str
    measure: int | None
    label: str
    unit: str
    okei: str
    comparator: str
    indicator: str
    """The indicator's code, "" for none."""
    base: Edition
    made: Edition
    values: tuple[ValueChange, ...]
    is_removed: bool

    @property
    def agreed_on(self) -> date:
        """The day on which the last party agreed: of an amendment here, else of the last party's act."""
        return vars(self.made).get("act_on") or self.entered_on

    @property
    def entered_on(self) -> date:
        """The day on which it came into force here; an act on paper may be older."""
        assert self.made.approved_at is not None  # noqa: S101 - only approved editions are compared
        return self.made.approved_at.astimezone(ZoneInfo(FEDERAL_ZONE)).date()

    @property
    def reason(self) -> str:
        """Why, in the words of those who proposed it."""
        return self.made.reason

    @property
    def act(self) -> str:
        """The last party's act as it is cited; "" for an amendment that was agreed here."""
        return vars(self.made).get("act") or ""

    @property
    def amendment(self) -> Amendment | None:
        """The amendment that made it, with party and organisation that proposed it; None for a newer document."""
        found: Amendment | None = getattr(self.made, "amendment", None)
        return found

    @property
    def in_last_month(self) -> bool:
        """Whether a value was changed in December of the year for which it is promised, or later.

        The rule is of the Account Chamber of Russia, which found for 2022 that targets of programmes had been lowered
        after 1 December of the reporting year. The year is that of the day for which the value was promised.
        """
        return any(self.agreed_on >= date(each.due_on.year, LAST_MONTH, 1) for each in self.values)

    @property
    def lowered(self) -> tuple[ValueChange, ...]:
        """The values that were made easier: less of "at least", more of "at most"; one taken away is easier."""
        return tuple(each for each in self.values if _is_easier(each, self.comparator))

    @property
    def is_lowered(self) -> bool:
        """Whether any value was made easier."""
        return bool(self.lowered)


def changes_of_targets(
    plan: Plan, at: Moment, edition: Edition | None = None, rows: Sequence[ValueRow] | None = None
) -> Mapping[int, tuple[TargetChange, ...]]:
    """Return {target's key: its changes as known at a moment, the oldest first}; targets struck out are among them.

    Three queries at most; ``edition`` (the one looked at, else the one in force) and the values up to it (``rows``) are
    not read again. Raises Edition.DoesNotExist for a plan without an edition.
    """
    shown = edition or edition_at(plan, at)
    rows = value_rows({plan.pk: shown.number}) if rows is None else rows
    approved = [each for each in _editions(shown) if _counts(each, shown, at)]
    found: dict[int, tuple[TargetChange, ...]] = {}
    for target, several in groupby(map(_pick, rows), itemgetter(0)):
        changes = tuple(_changes(list(several), approved))
        if changes:
            found[target] = changes
    return found


def _editions(shown: Edition) -> Iterable[Edition]:
    known = known_editions(shown)
    return agreed_editions(Edition.objects.filter(plan=shown.plan_id).order_by("number")) if known is None else known


def _counts(edition: Edition, shown: Edition, at: Moment) -> bool:
    """Whether an edition was approved by the moment, and is not newer than the one looked at."""
    approved = edition.approved_at
    return approved is not None and approved <= at.known_at and edition.number <= shown.number


def _changes(rows: Sequence[Sequence[Any]], approved: Sequence[Edition]) -> Iterator[TargetChange]:
    key, uuid, measure, label, unit, okei, comparator, indicator, *_ = rows[0]
    by_edition: dict[int, _Values] = {
        number: tuple((day, value) for *_, day, value in each) for number, each in groupby(rows, itemgetter(-3))
    }
    for base, made in pairwise(approved):
        before, after = by_edition.get(base.number, ()), by_edition.get(made.number, ())
        values = tuple(_compared(before, after)) if before else ()
        if values:
            yield TargetChange(
                target=key,
                uuid=str(uuid),
                measure=measure,
                label=label,
                unit=unit_text(unit, okei),
                okei=okei,
                comparator=comparator,
                indicator=indicator or "",
                base=base,
                made=made,
                values=values,
                is_removed=not after,
            )


def _compared(before: _Values, after: _Values) -> Iterator[ValueChange]:
    """Compare values in their order where there are as many, since a day may have been moved; else by their days."""
    if len(before) == len(after):
        pairs = [(day, old, new) for (day, old), (_, new) in zip(before, after, strict=True)]
    else:
        old_by_day, new_by_day = dict(before), dict(after)
        pairs = [(day, old_by_day.get(day), new_by_day.get(day)) for day in sorted({*old_by_day, *new_by_day})]
    yield from (ValueChange(*pair) for pair in pairs if pair[1] != pair[2])


def _is_easier(change: ValueChange, comparator: str) -> bool:
    if change.before is None:
        return False
    if change.after is None:
        return True
    return change.after > change.before if comparator == "le" else change.after < change.before
