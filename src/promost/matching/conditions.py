"""The two plain conditions every leaf comes down to: a bound on an ordered value, and a hit among atoms.

Ordered values (numbers, days) are compared as floats. Everything else is a set of *atoms*: a choice is one atom, a
flag ``true`` or ``false``, a code its digits and every prefix of them (``2562`` gives ``2562``, ``25*``, ``256*``,
``2562*``).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from promost.matching.schema import Field, Record
from promost.matching.truth import Truth, of
from promost.matching.values import Value

SHORTEST = 2
"""A code's first level has two digits."""


@dataclass(frozen=True, slots=True)
class Bound:
    """``low ≤ value ≤ high``; one of the two is infinite."""

    field: str
    low: float
    high: float

    def opposite(self) -> "Bound":
        """What holds exactly where this does not (floats have a next neighbour)."""
        if self.high == math.inf:
            return Bound(self.field, -math.inf, math.nextafter(self.low, -math.inf))
        return Bound(self.field, math.nextafter(self.high, math.inf), math.inf)


@dataclass(frozen=True, slots=True)
class Hit:
    """The value has at least one of the atoms; ``wanted`` False turns it round."""

    field: str
    atoms: tuple[str, ...]
    wanted: bool = True

    def opposite(self) -> "Hit":
        """What holds exactly where this does not."""
        return Hit(self.field, self.atoms, not self.wanted)


Condition = Bound | Hit


def ordered(field: Field) -> bool:
    """Whether the field's values stand in an order."""
    return field.kind in ("number", "date")


def as_float(value: Value) -> float:
    """An ordered value as it is compared: a day by its ordinal."""
    return float(value.toordinal()) if isinstance(value, date) else float(value)  # type: ignore[arg-type]


def elements(value: Value) -> tuple[str, ...]:
    """A value that has no order, as the texts it consists of."""
    if isinstance(value, tuple):
        return value
    return (str(value).lower(),) if isinstance(value, bool) else (str(value),)


def expand(field: Field, parts: Iterable[str]) -> set[str]:
    """All atoms of a value's elements: for codes also their prefixes."""
    atoms = set(parts)
    if field.kind == "codes":
        atoms |= {f"{part[:n]}*" for part in atoms for n in range(SHORTEST, len(part) + 1) if part.isdigit()}
    return atoms


def holds(condition: Condition, record: Record, schema: Any) -> Truth:
    """Whether a condition holds for a record that was read."""
    value = record[condition.field]
    if value is None:
        return Truth.UNKNOWN
    return of(met(condition, value, schema[condition.field]))


def met(condition: Condition, value: Value, field: Field) -> bool:
    """Whether a known value meets a condition."""
    if isinstance(condition, Bound):
        return condition.low <= as_float(value) <= condition.high
    return (not expand(field, elements(value)).isdisjoint(condition.atoms)) == condition.wanted
