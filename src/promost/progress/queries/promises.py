"""The targets of plans with all their values up to an edition, and what they count, in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from promost.plans.models import Edition
from promost.plans.models.agreements import in_english
from promost.plans.queries.flat import unit_text
from promost.plans.queries.promised import ValueRow, picker, value_rows
from promost.progress.calculation.rows import IndicatorRow, TargetRow, Value

_TARGET = (
    "target_id", "target__plan_id", "target__uuid", "target__measure_id", "target__label", "target__unit",
    "target__okei", "target__comparator", "target__cumulative", "target__basis", "target__baseline", "target__scope",
    "target__breakdown", "target__indicator_confirmed", "target__owner_id",
)  # fmt: skip
_OF_INDICATOR = ("_id", "__code", "__kind", "__okei", "__name_ru", "__name_en", "__level_id")
_PARTS = ("target__indicator", "target__indicator__numerator", "target__indicator__denominator")
_FIELDS = (*_TARGET, *(f"{path}{name}" for path in _PARTS for name in _OF_INDICATOR))
_WIDTH = len(_OF_INDICATOR)
_pick = picker(*_FIELDS, "edition__number", "edition__approved_at", "due_on", "value")
_OF_VALUE = 4
"""So many fields at the end are of the value and its edition."""
Values = dict[int, tuple[Value, ...]]
"""Edition's number → the values it has."""


def targets_of(
    editions: Sequence[Edition], measure: int | None = None, rows: Sequence[ValueRow] | None = None
) -> Mapping[int, list[TargetRow]]:
    """Return {plan's key: its targets in order} as the editions have them, of the whole plan or of one measure.

    A target that its edition no longer has is left out. Values that were read before (``rows``) are not read again.
    """
    numbers = {edition.plan_id: edition.number for edition in editions}
    rows = value_rows(numbers, measure) if rows is None else rows
    found: dict[int, list[TargetRow]] = defaultdict(list)
    indicators: dict[int, IndicatorRow] = {}
    for _, several in groupby(map(_pick, rows), itemgetter(0)):
        group = list(several)
        plan = group[0][1]
        values = _values(group, numbers[plan])
        if numbers[plan] in values:
            found[plan].append(_target(group[0], values, indicators))
    return found


def _values(rows: Sequence[Sequence[Any]], newest: int) -> Values:
    """The values of each edition that counts up to the newest, in order.

    A promise is given when it is approved: of a plan in force only approved editions count, of a draft every one.
    """
    known = [row[-_OF_VALUE:] for row in rows if row[-_OF_VALUE] <= newest]
    in_force = any(approved for number, approved, *_ in known if number == newest)
    counting = (row for row in known if row[1] or not in_force)
    return {number: tuple((day, value) for *_, day, value in each) for number, each in groupby(counting, itemgetter(0))}


def _target(row: Sequence[Any], values: Values, indicators: dict[int, IndicatorRow]) -> TargetRow:
    every = [values[number] for number in sorted(values)]
    key, _, uuid, measure, label, unit, okei, comparator, *rest = row[: len(_TARGET)]
    cumulative, basis, baseline, scope, breakdown, confirmed, owner = rest
    return TargetRow(
        key=key,
        uuid=str(uuid),
        measure=measure,
        label=label,
        unit=unit_text(unit, okei),
        okei=okei,
        comparator=comparator,
        cumulative=cumulative,
        basis=basis,
        baseline=baseline,
        scope=scope,
        breakdown=breakdown,
        confirmed=confirmed,
        owner=owner,
        indicator=_indicator(row[len(_TARGET) : -_OF_VALUE], indicators),
        values=every[-1],
        original=every[0],
        changes=sum(_amounts(before) != _amounts(after) for before, after in pairwise(every)),
    )


def _amounts(values: Iterable[Value]) -> list[Any]:
    """What was promised, whatever the days: a moved deadline changes no value."""
    return [value for _, value in values]


def _indicator(fields: Sequence[Any], known: dict[int, IndicatorRow]) -> IndicatorRow | None:
    """Return the indicator that a row names, made once."""
    key = fields[0]
    if key is None:
        return None
    if key not in known:
        own, above, below = (fields[start : start + _WIDTH] for start in range(0, 3 * _WIDTH, _WIDTH))
        parts = None if above[0] is None else (_made(above), _made(below))
        known[key] = _made(own, parts)
    return known[key]


def _made(fields: Sequence[Any], parts: tuple[IndicatorRow, IndicatorRow] | None = None) -> IndicatorRow:
    key, code, kind, okei, name_ru, name_en, level = fields
    return IndicatorRow(key, code, kind, okei, in_english(name_en) or name_ru, parts, level)
