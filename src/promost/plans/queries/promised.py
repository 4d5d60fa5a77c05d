"""The targets of editions with their values by reporting day, those of the whole plan and of its measures at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from promost.plans.models import Basis, Scope, TargetValue
from promost.plans.models.agreements import in_english
from promost.plans.queries.flat import unit_text

Value = tuple[date, Decimal | None]
"""A reporting day and what is promised by it; None where the document has a dash."""


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target as one edition has it. ``measure`` is its measure's key, None for a target of the whole plan.

    ``unit`` is in the reader's language, ``written_unit`` in the document's words; ``owner`` and ``source`` are ""
    where the document names none.
    """

    key: int
    uuid: str
    measure: int | None
    label: str
    comparator: str
    unit: str
    written_unit: str
    cumulative: bool
    basis: str
    scope: str
    baseline: Decimal | None
    baseline_year: int | None
    owner: str
    source: str
    indicator: str
    """The name of the confirmed indicator in the reader's language, "" where nobody has confirmed one."""
    values: tuple[Value, ...]

    @property
    def called(self) -> str:
        """What is counted, as a reader is told: of a measure's target the confirmed indicator, for the document's own
        words are cut out of prose ("not less than 8", "million roubles") and say little alone.
        """
        return self.indicator if self.measure and self.indicator else self.label

    @property
    def counted_from(self) -> str:
        """From zero or from a baseline, in words."""
        return str(Basis(self.basis).label)

    @property
    def counting(self) -> str:
        """Which facts count, in words."""
        return str(Scope(self.scope).label)


Promised = Mapping[tuple[int, int | None], Sequence[TargetView]]
"""(edition's key, measure's key or None) → the targets in their order."""

ValueRow = Sequence[Any]
"""A value of a target in an edition, with all that is known of the target and of what it counts; see FIELDS."""
_OF_TARGET = (
    "target_id", "target__plan_id", "target__uuid", "target__measure_id", "target__label", "target__unit",
    "target__okei", "target__comparator", "target__cumulative", "target__basis", "target__baseline", "target__scope",
    "target__breakdown", "target__indicator_confirmed", "target__owner_id", "target__baseline_year", "target__source",
    "target__owner__name_en", "target__owner__short_name", "target__owner__name",
)  # fmt: skip
_OF_INDICATOR = ("_id", "__code", "__kind", "__okei", "__name_ru", "__name_en", "__level_id")
_INDICATORS = ("target__indicator", "target__indicator__numerator", "target__indicator__denominator")
FIELDS = (
    *_OF_TARGET,
    *(f"{path}{name}" for path in _INDICATORS for name in _OF_INDICATOR),
    "edition_id", "edition__number", "edition__approved_at", "due_on", "value",
)  # fmt: skip
_VIEW = (
    "target_id", "target__uuid", "target__measure_id", "target__label", "target__comparator", "target__unit",
    "target__okei", "target__cumulative", "target__basis", "target__scope", "target__baseline",
    "target__baseline_year", "target__owner__name_en", "target__owner__short_name", "target__owner__name",
    "target__source",
    "target__indicator_confirmed", "target__indicator__name_ru", "target__indicator__name_en",
)  # fmt: skip


def picker(*names: str) -> Callable[[ValueRow], tuple[Any, ...]]:
    """Return what takes some fields of a row, in the order of their names."""
    return itemgetter(*(FIELDS.index(name) for name in names))


_target_of, _value_of, _edition_of = picker(*_VIEW), picker("due_on", "value"), picker("edition_id", "target_id")


def value_rows(plans: Mapping[int, int], measure: int | None = None) -> list[ValueRow]:
    """Return every value of plans' targets up to an edition each ({plan's key: edition's number}), in one query.

    They come in the order of the targets, then of editions and days; with a ``measure`` only those of its targets.
    """
    rows = TargetValue.objects.filter(edition__plan__in=list(plans))
    rows = rows.filter(target__measure=measure) if measure else rows
    plan_of, number_of = FIELDS.index("target__plan_id"), FIELDS.index("edition__number")
    return [row for row in rows.order_by(*_ORDER).values_list(*FIELDS) if row[number_of] <= plans[row[plan_of]]]


_ORDER = ("target__position", "target_id", "edition__number", "due_on")


def promised(editions: Sequence[int], measure: int | None = None) -> Promised:
    """Return the targets of editions, or of one measure in them, in one query for any number of rows."""
    rows = TargetValue.objects.filter(edition__in=editions)
    rows = rows.filter(target__measure=measure) if measure else rows
    return promised_in(rows.order_by(*_ORDER).values_list(*FIELDS), editions)


def promised_in(rows: Iterable[ValueRow], editions: Sequence[int]) -> Promised:
    """Return the same of values that were read before, in their order."""
    found: dict[tuple[int, int | None], list[TargetView]] = {}
    for (edition, _), several in groupby(rows, _edition_of):
        if edition in editions:
            values = list(several)
            target = _target(_target_of(values[0]), map(_value_of, values))
            found.setdefault((edition, target.measure), []).append(target)
    return found


def _target(fields: Sequence[Any], values: Iterable[Value]) -> TargetView:
    key, uuid, measure, label, comparator, unit, okei, cumulative, basis, scope, baseline, year, *rest = fields
    name_en, short, name, source, confirmed, counted_ru, counted_en = rest
    return TargetView(
        key=key,
        uuid=str(uuid),
        measure=measure,
        label=label,
        comparator=comparator,
        unit=unit_text(unit, okei),
        written_unit=unit,
        cumulative=cumulative,
        basis=basis,
        scope=scope,
        baseline=baseline,
        baseline_year=year,
        owner=in_english(name_en or "") or short or name or "",
        source=source,
        indicator=(in_english(counted_en or "") or counted_ru or "") if confirmed else "",
        values=tuple(values),
    )
