"""Bit planes: 64 records to a word. A condition has two, *surely* and *possibly* met; unknown is possibly and not
surely."""

from bisect import bisect_left
from collections.abc import Callable
from typing import cast

import numpy as np
from numpy.typing import NDArray

from promost.matching.columns import Many, Ranked, Single
from promost.matching.conditions import Bound, Condition, Hit
from promost.matching.table import Block, Words, pack

Bools = NDArray[np.bool_]
Pair = NDArray[np.uint64]
"""(2, words): surely, possibly."""

_END = "\U0010ffff"


class Planes:
    """The planes of conditions over one block. Each atom's plane is made once and kept until ``forget``."""

    def __init__(self, block: Block) -> None:
        """Nothing is computed yet."""
        self._block = block
        self._atoms: dict[tuple[str, str], Words] = {}
        self._bools: Bools = np.zeros(block.words * 64, dtype=np.bool_)

    def fill(self, condition: Condition, out: Pair) -> None:
        """Write both planes of a condition into ``out``. Bits past the last record stay 0."""
        known, unknown = self._block.knowledge[condition.field]
        sure = out[0]
        if isinstance(condition, Bound):
            np.bitwise_and(self._bound(condition), known, out=sure)
        else:
            self._hit(condition, known, sure)
        if unknown is None:
            out[1] = sure
        else:
            np.bitwise_or(sure, unknown, out=out[1])

    def forget(self) -> None:
        """Let go of the atoms' planes."""
        self._atoms.clear()

    def _hit(self, condition: Hit, known: Words, out: Words) -> None:
        out.fill(0)
        for atom in condition.atoms:
            np.bitwise_or(out, self._atom(condition.field, atom), out=out)
        if not condition.wanted:
            np.bitwise_not(out, out=out)
            np.bitwise_and(out, known, out=out)

    def _bound(self, condition: Bound) -> Words:
        column = cast("Ranked", self._block.columns[condition.field])
        low = int(np.searchsorted(column.distinct, condition.low, side="left"))
        high = int(np.searchsorted(column.distinct, condition.high, side="right"))
        if low == 0:
            return self._packed(lambda out: np.less(column.ranks, high, out=out))
        return self._packed(lambda out: np.greater_equal(column.ranks, low, out=out))

    def _atom(self, field: str, atom: str) -> Words:
        found = self._atoms.get((field, atom))
        if found is None:
            found = self._atoms[field, atom] = self._fresh(cast("Single | Many", self._block.columns[field]), atom)
        return found

    def _fresh(self, column: Single | Many, atom: str) -> Words:
        first, last = stretch(column.names, atom)
        if first == last:
            return np.zeros(self._block.words, dtype=np.uint64)
        if isinstance(column, Single):
            return self._packed(lambda out: np.equal(column.ids, first, out=out))
        rows = column.rows[column.first[first] : column.first[last]]
        self._bools.fill(False)
        self._bools[rows] = True
        return pack(self._bools)

    def _packed(self, compare: Callable[[Bools], object]) -> Words:
        compare(self._bools[: self._block.size])
        self._bools[self._block.size :] = False
        return pack(self._bools)


def stretch(names: list[str], atom: str) -> tuple[int, int]:
    """Where an atom's names stand among sorted names; a prefix (``25*``) may cover several."""
    if atom.endswith("*"):
        stem = atom[:-1]
        return bisect_left(names, stem), bisect_left(names, stem + _END)
    place = bisect_left(names, atom)
    return place, place + (place < len(names) and names[place] == atom)
