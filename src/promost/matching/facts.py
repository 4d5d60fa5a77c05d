"""One record against every distinct condition at once, field by field.

An answer is one number: 0 is no, ``POSSIBLY`` (2^16) unknown, ``YES`` (2^16 + 1) yes. Summed over the children of a
gate, the low half counts those surely met and the high half those possibly met.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from promost.matching.conditions import Bound, Condition, Hit, as_float, elements, expand
from promost.matching.schema import Field, Record, Schema
from promost.matching.values import Value

POSSIBLY = 1 << 16
YES = POSSIBLY + 1

Answers = NDArray[np.uint32]


@dataclass(slots=True)
class _Bounds:
    """The bounds on one field: their limits, and their stretch among the answers."""

    at: slice
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    def answer(self, value: Value, out: Answers) -> None:
        number = as_float(value)
        np.multiply((self.low <= number) & (number <= self.high), YES, out=out[self.at], casting="unsafe")


@dataclass(slots=True)
class _Hits:
    """The hits on one field: answers when nothing is hit and when all is, and which ones each atom hits."""

    at: slice
    field: Field
    missed: Answers
    hit: Answers
    index: dict[str, list[int]]

    def answer(self, value: Value, out: Answers) -> None:
        places = [place for atom in expand(self.field, elements(value)) for place in self.index.get(atom, ())]
        out[self.at] = self.missed
        out[self.at][places] = self.hit[places]


class Facts:
    """The conditions of an engine, arranged by field so that one record answers them all in a few operations."""

    def __init__(self, schema: Schema, conditions: Sequence[Condition]) -> None:
        """Arrange the conditions; ``place[n]`` is where the answer of condition n will stand. The last place is
        always yes."""
        self.place = np.zeros(len(conditions), dtype=np.int64)
        self.size = len(conditions) + 1
        self._fields: dict[str, _Bounds | _Hits] = {}
        by_field: dict[str, list[int]] = {}
        for number, condition in enumerate(conditions):
            by_field.setdefault(condition.field, []).append(number)
        start = 0
        for name, numbers in by_field.items():
            at = slice(start, start + len(numbers))
            self.place[numbers] = np.arange(at.start, at.stop)
            self._fields[name] = _arranged(schema[name], [conditions[n] for n in numbers], at)
            start = at.stop

    def answer(self, record: Record, out: Answers) -> None:
        """Write the answer of every condition for a record that was read."""
        out[self.size - 1] = YES
        for name, group in self._fields.items():
            value = record[name]
            if value is None:
                out[group.at] = POSSIBLY
            else:
                group.answer(value, out)


def _arranged(field: Field, conditions: list[Condition], at: slice) -> _Bounds | _Hits:
    bounds = [one for one in conditions if isinstance(one, Bound)]
    if bounds:
        return _Bounds(at, np.array([one.low for one in bounds]), np.array([one.high for one in bounds]))
    hits = [one for one in conditions if isinstance(one, Hit)]
    index: dict[str, list[int]] = {}
    for place, one in enumerate(hits):
        for atom in one.atoms:
            index.setdefault(atom, []).append(place)
    wanted = np.array([one.wanted for one in hits])
    full = np.uint32(YES)
    return _Hits(at, field, (~wanted * full).astype(np.uint32), (wanted * full).astype(np.uint32), index)
