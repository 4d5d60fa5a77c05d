"""Offers over blocks: counts of all of them, or the whole planes of one."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from promost.matching.combine import combine, count, spans
from promost.matching.conditions import Condition
from promost.matching.offers import Offer
from promost.matching.planes import Pair, Planes
from promost.matching.table import Block

BUDGET = 64 * 2**20
"""Bytes that the planes of a block's conditions may take."""

LONGEST = 2**19
SHORTEST = 2**15

Counts = NDArray[np.int64]
"""(offers, 2): yes, unknown."""


def rows_per_block(conditions: int) -> int:
    """How many records a block may have so that its planes stay within the budget; a multiple of 64."""
    rows = BUDGET * 4 // max(conditions, 1)
    return max(SHORTEST, min(LONGEST, rows)) // 64 * 64


@dataclass(slots=True)
class Sweep:
    """Several offers made ready to be run over many blocks: their distinct conditions, each to be computed once a
    block."""

    offers: list[Offer]
    conditions: list[Condition]
    rows: list[list[int]]

    @classmethod
    def of(cls, offers: Iterable[Offer], conditions: list[Condition]) -> "Sweep":
        """Choose the conditions that these offers use, ordered by field so that atoms are let go of early."""
        chosen = list(offers)
        used = sorted({n for offer in chosen for n in offer.numbers}, key=lambda n: conditions[n].field)
        place = {n: i for i, n in enumerate(used)}
        return cls(chosen, [conditions[n] for n in used], [[place[n] for n in offer.numbers] for offer in chosen])

    def counts(self, block: Block, progress: Callable[[int], None] | None = None) -> Counts:
        """Yes and unknown of every offer in a block. ``progress`` hears how many offers are done."""
        planes = self.planes(block)
        found = np.zeros((len(self.offers), 2), dtype=np.int64)
        for i, (offer, rows) in enumerate(zip(self.offers, self.rows, strict=True)):
            found[i] = _counted(offer, block, planes, rows)
            if progress is not None and i % 256 == 255:
                progress(i + 1)
        return found

    def pair(self, block: Block) -> Pair:
        """Both planes of the only offer over a whole block."""
        offer, rows = self.offers[0], self.rows[0]
        out = np.zeros((2, block.words), dtype=np.uint64)
        planes = self.planes(block)
        for span, part in _parts(offer, block, planes, rows):
            out[:, span[0] : span[1]] = part
        return out

    def planes(self, block: Block) -> NDArray[np.uint64]:
        """(conditions, 2, words): surely and possibly, for every condition."""
        maker = Planes(block)
        out = np.empty((len(self.conditions), 2, block.words), dtype=np.uint64)
        field = ""
        for condition, pair in zip(self.conditions, out, strict=True):
            if condition.field != field:
                maker.forget()
                field = condition.field
            maker.fill(condition, pair)
        return out


def _counted(offer: Offer, block: Block, planes: NDArray[np.uint64], rows: list[int]) -> tuple[int, int]:
    yes = unknown = 0
    for _, part in _parts(offer, block, planes, rows):
        sure, open_ = count(part)
        yes, unknown = yes + sure, unknown + open_
    return yes, unknown


def _parts(
    offer: Offer, block: Block, planes: NDArray[np.uint64], rows: list[int]
) -> Iterator[tuple[tuple[int, int], Pair]]:
    if offer.root is None:
        yield (0, block.words), _everyone(block)
        return
    for span in spans(offer, block):
        part = combine(offer.root, planes, rows, span)
        if block.alive is not None:
            part &= block.alive[span[0] : span[1]]
        yield span, part


def _everyone(block: Block) -> Pair:
    plane = np.full(block.words, ~np.uint64(0), dtype=np.uint64) if block.alive is None else block.alive.copy()
    spare = block.words * 64 - block.size
    if spare:
        plane[-1] &= ~np.uint64(0) >> np.uint64(spare)
    return np.stack((plane, plane))
