"""Where every gate and literal of many offers stands in one flat array of answers.

First come the distinct conditions, then the gates, lowest level first: a gate's level is one above its highest child's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from promost.matching.normal import Gate, Literal, Normal
from promost.matching.offers import Offer

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Level:
    """Gates that are computed together: ``children[starts[i]:starts[i+1]]`` belong to the i-th, which asks
    ``least[i]`` of them."""

    gates: slice
    children: Places
    starts: Places
    least: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Layout:
    """``literals`` and ``parents`` go through all offers' literals in order; those of offer i begin at
    ``offer_starts[i]``."""

    size: int
    levels: list[Level]
    downward: list[tuple[Places, Places]]
    roots: Places
    literals: Places
    parents: Places
    offer_starts: Places


@dataclass(slots=True)
class _Node:
    """A gate on its way to a place; a child is another gate or the place of a condition."""

    least: int
    depth: int
    children: list["_Node | int"] = field(default_factory=list)
    level: int = 0
    place: int = -1


def lay_out(offers: Iterable[Offer], place: Places, conditions: int) -> Layout:
    """Lay out the offers. ``place``: condition number → its place among ``conditions``, the last of which is always
    yes."""
    places = place.tolist()
    builder = _Builder()
    for offer in offers:
        builder.offer(offer, [places[n] for n in offer.numbers], conditions - 1)
    return builder.finish(conditions)


class _Builder:
    def __init__(self) -> None:
        self.gates: list[_Node] = []
        self.roots: list[_Node] = []
        self.literals: list[int] = []
        self.owners: list[_Node] = []
        self.starts: list[int] = [0]

    def offer(self, offer: Offer, places: list[int], always: int) -> None:
        top = _Node(1, 0)
        if offer.root is None:
            top.children.append(always)
        elif isinstance(offer.root, Literal):
            self.child(offer.root, top, iter(places))
        else:
            top = self.gate(offer.root, 0, iter(places))
        top.level = top.level or 1
        if not isinstance(offer.root, Gate):
            self.gates.append(top)
        self.roots.append(top)
        self.starts.append(len(self.literals))

    def gate(self, gate: Gate, depth: int, places: Iterator[int]) -> _Node:
        node = _Node(gate.least, depth, level=1)
        self.gates.append(node)
        for child in gate.children:
            self.child(child, node, places)
        return node

    def child(self, child: Normal, node: _Node, places: Iterator[int]) -> None:
        if isinstance(child, Literal):
            node.children.append(next(places))
            self.literals.append(node.children[-1])  # type: ignore[arg-type]
            self.owners.append(node)
            return
        below = self.gate(child, node.depth + 1, places)
        node.children.append(below)
        node.level = max(node.level, below.level + 1)

    def finish(self, conditions: int) -> Layout:
        self.gates.sort(key=lambda gate: gate.level)
        for number, gate in enumerate(self.gates, conditions):
            gate.place = number
        return Layout(
            conditions + len(self.gates),
            self.levels(conditions),
            self.downward(),
            _array(gate.place for gate in self.roots),
            _array(self.literals),
            _array(gate.place for gate in self.owners),
            _array(self.starts),
        )

    def levels(self, conditions: int) -> list[Level]:
        found: list[Level] = []
        start = conditions
        for level in sorted({gate.level for gate in self.gates}):
            gates = [gate for gate in self.gates if gate.level == level]
            sizes = [len(gate.children) for gate in gates]
            children = _array(
                child if isinstance(child, int) else child.place for gate in gates for child in gate.children
            )
            starts = np.concatenate((_array([0]), np.cumsum(_array(sizes))[:-1]))
            least = np.array([gate.least for gate in gates], dtype=np.uint32)
            found.append(Level(slice(start, start + len(gates)), children, starts, least))
            start += len(gates)
        return found

    def downward(self) -> list[tuple[Places, Places]]:
        pairs: dict[int, list[tuple[int, int]]] = {}
        for gate in self.gates:
            below = [(child.place, gate.place) for child in gate.children if isinstance(child, _Node)]
            pairs.setdefault(gate.depth, []).extend(below)
        columns = [zip(*pairs[depth], strict=True) for depth in sorted(pairs) if pairs[depth]]
        return [(children, parents) for children, parents in ([_array(one) for one in pair] for pair in columns)]


def _array(numbers: Iterable[int]) -> Places:
    return np.fromiter(numbers, dtype=np.int64)
