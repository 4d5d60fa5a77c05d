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


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Every bound: its limits, and the place of its field among ``fields``. Their answers stand first."""

    fields: list[str]
    field: NDArray[np.intp]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    def answer(self, record: Record, out: Answers) -> None:
        known = [np.nan if (value := record[name]) is None else as_float(value) for name in self.fields]
        numbers = np.array(known)[self.field]
        np.multiply((self.low <= numbers) & (numbers <= self.high), YES, out=out, casting="unsafe")
        if None in map(record.get, self.fields):
            out[np.isnan(numbers)] = POSSIBLY


@dataclass(frozen=True, slots=True)
class _Hits:
    """The hits on one field: their stretch among the answers, and which places each atom hits."""

    at: slice
    field: Field
    index: dict[str, list[int]]

    def places(self, value: Value) -> list[int]:
        index = self.index
        return [place for atom in expand(self.field, elements(value)) if atom in index for place in index[atom]]


class Facts:
    """The conditions of an engine, arranged by field so that one record answers them all in a few operations."""

    def __init__(self, schema: Schema, conditions: Sequence[Condition]) -> None:
        """Arrange the conditions; ``place[n]`` is where the answer of condition n will stand. The last is yes."""
        self.size = len(conditions) + 1
        self.place = np.zeros(len(conditions), dtype=np.int64)
        by_field = sorted(range(len(conditions)), key=lambda n: (isinstance(conditions[n], Hit), conditions[n].field))
        self.place[by_field] = np.arange(len(conditions))
        bounds = [one for one in (conditions[n] for n in by_field) if isinstance(one, Bound)]
        hits = [one for one in (conditions[n] for n in by_field) if isinstance(one, Hit)]
        self._split = len(bounds)
        self._bounds = _bounds(bounds)
        self._hits = _hits(hits, schema, self._split)
        wanted = np.array([one.wanted for one in hits], dtype=np.uint32)
        self._missed, self._hit = (1 - wanted) * np.uint32(YES), np.zeros(self.size, dtype=np.uint32)
        self._hit[self._split : -1] = wanted * np.uint32(YES)

    def answer(self, record: Record, out: Answers) -> None:
        """Write the answer of every condition for a record that was read."""
        self._bounds.answer(record, out[: self._split])
        out[self._split : self.size - 1] = self._missed
        out[self.size - 1] = YES
        places: list[int] = []
        for name, group in self._hits.items():
            value = record[name]
            if value is None:
                out[group.at] = POSSIBLY
            else:
                places += group.places(value)
        out[places] = self._hit[places]


def _bounds(bounds: list[Bound]) -> _Bounds:
    fields = list(dict.fromkeys(one.field for one in bounds))
    at = np.array([fields.index(one.field) for one in bounds], dtype=np.intp)
    return _Bounds(fields, at, np.array([one.low for one in bounds]), np.array([one.high for one in bounds]))


def _hits(hits: list[Hit], schema: Schema, start: int) -> dict[str, _Hits]:
    groups: dict[str, _Hits] = {}
    for place, one in enumerate(hits, start):
        at = slice(groups[one.field].at.start if one.field in groups else place, place + 1)
        index = groups[one.field].index if one.field in groups else {}
        groups[one.field] = _Hits(at, schema[one.field], index)
        for atom in one.atoms:
            index.setdefault(atom, []).append(place)
    return groups
