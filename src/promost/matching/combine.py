"""One offer over one block: its conditions' planes combined by bitwise operations, within the slices that can hold a
yes."""

from collections.abc import Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from promost.matching.normal import Gate, Literal, Normal
from promost.matching.offers import Offer
from promost.matching.planes import Pair
from promost.matching.table import Block

Span = tuple[int, int]
"""Words ``[a, b)`` of a block."""

OVERHEAD = 300
"""Cost of starting one operation, in words it would otherwise have done: below it, one long span beats several short
ones."""


def spans(offer: Offer, block: Block) -> list[Span]:
    """The stretches of a block outside which the answer is *no*, for the block's order and the offer's demands."""
    whole = [(0, block.words)]
    slices = block.slices
    wanted = [hit for hit in offer.insists if slices is not None and hit.field == slices.field]
    if not wanted or slices is None:
        return whole
    rows = [slices.rows[atom] for atom in wanted[0].atoms if atom in slices.rows]
    found = _merged([(a // 64, -(-b // 64)) for a, b in (*rows, slices.unknown) if a < b])
    return found if sum(b - a + OVERHEAD for a, b in found) < block.words + OVERHEAD else whole


def combine(node: Normal, planes: NDArray[np.uint64], rows: Sequence[int], span: Span) -> Pair:
    """The pair of planes of a normal form within a span. ``planes``: (conditions, 2, words); ``rows``: for each
    literal, in order."""
    return _Walk(planes, rows, span).node(node)


def count(pair: Pair) -> tuple[int, int]:
    """How many bits are *surely*, and how many *possibly and not surely*."""
    sure, possible = np.bitwise_count(pair).sum(axis=1, dtype=np.int64).tolist()
    return sure, possible - sure


class _Walk:
    """A walk over the tree that takes the literals' rows one after another."""

    def __init__(self, planes: NDArray[np.uint64], rows: Sequence[int], span: Span) -> None:
        self.planes, self.rows, (self.a, self.b) = planes, iter(rows), span

    def node(self, node: Normal) -> Pair:
        if isinstance(node, Literal):
            return self.planes[next(self.rows), :, self.a : self.b].copy()
        if node.least == len(node.children):
            return self.fold(node.children, np.bitwise_and)
        if node.least == 1:
            return self.fold(node.children, np.bitwise_or)
        return self.threshold(node)

    def fold(self, children: tuple[Normal, ...], merge: np.ufunc) -> Pair:
        found = self.node(children[0])
        for child in children[1:]:
            if isinstance(child, Literal):
                other = self.planes[next(self.rows), :, self.a : self.b]
            else:
                other = self.node(child)
            merge(found, other, out=found)
        return found

    def threshold(self, gate: Gate) -> Pair:
        """``reached[j]`` marks the records in which more than j children hold so far."""
        reached = [np.zeros((2, self.b - self.a), dtype=np.uint64) for _ in repeat(None, gate.least)]
        for child in gate.children:
            plane = self.node(child)
            for j in range(gate.least - 1, 0, -1):
                reached[j] |= reached[j - 1] & plane
            reached[0] |= plane
        return reached[-1]


def _merged(found: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for a, b in sorted(found):
        if merged and a <= merged[-1][1] + OVERHEAD:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged
