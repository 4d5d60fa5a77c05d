"""One record against every offer: the gates of all offers, level by level, as a few array operations.

Going up, each gate sums its children's answers (facts.py) and compares the two halves with what it asks. Going down,
a gate stays *live* while it shares its parent's answer; the literals that share a live parent's answer are the ones
to blame for a no, or to ask for when the answer is unknown.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from promost.matching.facts import POSSIBLY, YES, Answers, Facts
from promost.matching.layout import Layout, lay_out
from promost.matching.offers import Offers
from promost.matching.schema import Record

_DEAD = np.uint32(1)
"""An answer that no literal has."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All offers' answers for one record: ``roots`` (offers,), and ``marks`` (literals,) of those that decide or
    leave it open."""

    roots: Answers
    marks: NDArray[np.bool_]


class Kernel:
    """Offers laid out for one record at a time. Made once for a set of offers."""

    def __init__(self, offers: Offers) -> None:
        """Lay the offers out."""
        self.keys = list(offers)
        self.place = {key: i for i, key in enumerate(self.keys)}
        self._facts = Facts(offers.schema, offers.conditions)
        self._layout: Layout = lay_out(offers.values(), self._facts.place, self._facts.size)
        self.starts = self._layout.offer_starts
        self.parts = [part for offer in offers.values() for part in offer.parts]

    def roots(self, record: Record) -> Answers:
        """(offers,) the answer of each offer."""
        return self._nodes(record)[self._layout.roots]

    def findings(self, record: Record) -> Findings:
        """The answers, and the literals that matter for them."""
        nodes, layout = self._nodes(record), self._layout
        live = nodes.copy()
        live[layout.roots[nodes[layout.roots] == YES]] = _DEAD
        for children, parents in layout.downward:
            live[children[nodes[children] != live[parents]]] = _DEAD
        return Findings(nodes[layout.roots], nodes[layout.literals] == live[layout.parents])

    def _nodes(self, record: Record) -> Answers:
        nodes = np.empty(self._layout.size, dtype=np.uint32)
        self._facts.answer(record, nodes)
        for level in self._layout.levels:
            sums = np.add.reduceat(nodes[level.children], level.starts)
            sure = (sums & 0xFFFF) >= level.least
            nodes[level.gates] = np.where((sums >> 16) >= level.least, sure + np.uint32(POSSIBLY), 0)
        return nodes
