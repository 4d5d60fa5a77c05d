"""The values of a field worth trying: enough that every set of conditions that can be met is met by one.

For ordered fields these are the bounds themselves; for a vocabulary its options, or the values named and one other;
for lists, the list as it is without what is forbidden, with one element for each thing wanted.
"""

import math
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from promost.matching.conditions import Bound, Condition, Hit, as_float, elements, expand, ordered
from promost.matching.problems import BadValue
from promost.matching.schema import Choice, Field, Number
from promost.matching.values import Value

FORBIDDEN_MOST = 8
"""Beyond so many conditions *not* on one list, not every subset of them is tried."""


def candidates(field: Field, current: Value | None, conditions: Sequence[Condition]) -> list[Value]:
    """Values to try, those nearest to the current one first."""
    if ordered(field):
        return _ordered(field, current, [one for one in conditions if isinstance(one, Bound)])
    hits = [one for one in conditions if isinstance(one, Hit)]
    if field.kind == "flag":
        return [True, False]
    if field.kind == "choice":
        return _choice(field, hits)
    return list(dict.fromkeys(_lists(field, current, hits)))


def exhaustive(field: Field, conditions: Sequence[Condition]) -> bool:
    """Whether ``candidates`` meets every combination that can be met."""
    forbidding = [one for one in conditions if isinstance(one, Hit) and not one.wanted]
    return field.kind not in ("codes", "choices") or len(forbidding) <= FORBIDDEN_MOST


def _ordered(field: Field, current: Value | None, bounds: Iterable[Bound]) -> list[Value]:
    limits = {limit for one in bounds for limit in (one.low, one.high) if math.isfinite(limit)}
    tries = {near for limit in limits for near in _around(limit)}
    if isinstance(field, Number):
        tries |= {bound for bound in (field.least, field.most) if bound is not None}
    found = [value for one in tries if (value := _possible(field, one)) is not None]
    here = None if current is None else as_float(current)
    return sorted(set(found), key=lambda value: _preference(as_float(value), here, limits))


def _around(limit: float) -> tuple[float, ...]:
    return limit, math.floor(limit), math.ceil(limit), round(limit - 0.01, 2), round(limit, 2), round(limit + 0.01, 2)


def _preference(number: float, here: float | None, limits: Container[float]) -> tuple[bool, bool, float, float]:
    """Round numbers first; then the nearest, or the limits themselves where nothing is known."""
    if here is None:
        return number != round(number, 2), number not in limits, 0.0, abs(number)
    return number != round(number, 2), False, abs(number - here), abs(number)


def _possible(field: Field, number: float) -> Value | None:
    try:
        return field.read(number if isinstance(field, Number) else date.fromordinal(int(number)))
    except (BadValue, ValueError, OverflowError):
        return None


def _choice(field: Field, hits: Sequence[Hit]) -> list[Value]:
    if isinstance(field, Choice) and field.options:
        return list(field.options)
    named = sorted({atom for hit in hits for atom in hit.atoms})
    other = "other"
    while other in named:
        other += "+"
    return [*named, other]


def _lists(field: Field, current: Value | None, hits: Sequence[Hit]) -> Iterator[Value]:
    here = () if current is None else elements(current)
    forbidding = [hit for hit in hits if not hit.wanted]
    wanting = [hit for hit in hits if hit.wanted]
    universe = list(dict.fromkeys([*here, *_nameable(field, hits)]))
    hit_by = {one: expand(field, [one]) for one in universe}
    wanted = {atom for hit in wanting for atom in hit.atoms}
    for kept in _subsets(forbidding, wanted):
        banned = {atom for hit in kept for atom in hit.atoms}
        allowed = dict.fromkeys(one for one in universe if banned.isdisjoint(hit_by[one]))
        stays = [one for one in here if one in allowed]
        for hit in wanting:
            if all(hit_by[one].isdisjoint(hit.atoms) for one in stays):
                stays += [one for one in allowed if not hit_by[one].isdisjoint(hit.atoms)][:1]
        yield tuple(stays)


def _nameable(field: Field, hits: Sequence[Hit]) -> Iterator[str]:
    """Elements that can be named from the atoms; under a prefix also its next level, should the prefix itself be
    forbidden."""
    for hit in hits:
        for atom in hit.atoms:
            stem = atom.removesuffix("*") if field.kind == "codes" else atom
            yield stem
            if stem != atom:
                yield from (f"{stem}{digit}" for digit in range(10))


def _subsets(forbidding: Sequence[Hit], wanted: set[str]) -> Iterator[Sequence[Hit]]:
    """Which conditions *not* to satisfy; of too many only none, each, all, and those that forbid nothing wanted."""
    if len(forbidding) > FORBIDDEN_MOST:
        harmless = [one for one in forbidding if wanted.isdisjoint(one.atoms)]
        yield from ((), *((one,) for one in forbidding), harmless, forbidding)
        return
    for size in range(len(forbidding) + 1):
        yield from combinations(forbidding, size)
