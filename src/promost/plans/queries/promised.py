"""The targets of editions with their values by reporting day, those of the whole plan and of its measures at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
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
    values: tuple[Value, ...]

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

_TARGET = (
    "edition_id", "target_id", "target__measure_id", "target__uuid", "target__label", "target__comparator",
    "target__unit", "target__okei", "target__cumulative", "target__basis", "target__scope", "target__baseline",
    "target__baseline_year", "target__owner__name_en", "target__owner__short_name", "target__owner__name",
    "target__source",
)  # fmt: skip


def promised(editions: Sequence[int], measure: int | None = None) -> Promised:
    """Return the targets of editions, or of one measure in them, in one query for any number of rows."""
    rows = TargetValue.objects.filter(edition__in=editions)
    rows = rows.filter(target__measure=measure) if measure else rows
    rows = rows.order_by("edition", "target__position", "target", "due_on")
    found: dict[tuple[int, int | None], list[TargetView]] = {}
    for fields, values in groupby(rows.values_list(*_TARGET, "due_on", "value"), _fields_of_target):
        edition, target = fields[0], _target(fields, values)
        found.setdefault((edition, target.measure), []).append(target)
    return found


def _fields_of_target(row: Sequence[Any]) -> Sequence[Any]:
    return row[: len(_TARGET)]


def _target(fields: Sequence[Any], values: Iterable[Sequence[Any]]) -> TargetView:
    _, key, measure, uuid, label, comparator, unit, okei, cumulative, basis, scope, baseline, year, *rest = fields
    name_en, short, name, source = rest
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
        values=tuple((row[-2], row[-1]) for row in values),
    )
