"""The cheapest way to make a normal form true: which fields to change, and to what.

Fields are decided one after another. A bound from below on the changes still needed cuts the search: the sum over a
gate's children where they share no field, else their maximum; so where each field stands in one place only, there is
no backtracking at all.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from promost.matching.candidates import candidates, exhaustive
from promost.matching.conditions import Condition, met
from promost.matching.normal import Gate, Literal, Normal, literals
from promost.matching.schema import Record, Schema
from promost.matching.values import Value

STEPS_MOST = 3_000
"""Steps after which the search stops looking for the smallest set."""


@dataclass(frozen=True, slots=True)
class Found:
    """``changes``: field → new value, or None when there is no way. ``certain`` is False when the search was cut
    short."""

    changes: dict[str, Value] | None
    certain: bool


class OutOfSteps(Exception):
    """The search has taken all the steps it may."""


def cheapest(root: Normal, record: Record, schema: Schema, fixed: frozenset[str] = frozenset()) -> Found:
    """A smallest set of changes to ``record`` that makes ``root`` true. ``fixed`` fields keep their values."""
    search = _Search(root, record, schema, fixed)
    try:
        for limit in range(len(search.fields) + 1):
            found = search.within(limit, search.now, frozenset(search.fields), {})
            if found is not None:
                return Found(found, search.exhaustive)
        return Found(None, search.exhaustive)
    except OutOfSteps:
        return Found(None, False)


def any_way(
    root: Normal, record: Record, schema: Schema, fixed: frozenset[str] = frozenset()
) -> dict[str, Value] | None:
    """Some changes that make ``root`` true, more than needed as a rule; None if none were found in the steps
    allowed."""
    search = _Search(root, record, schema, fixed)
    search.eager = True
    try:
        return search.within(math.inf, search.now, frozenset(search.fields), {})
    except OutOfSteps:
        return None


class _Search:
    """``met`` sets hold numbers of distinct conditions; ``undecided`` fields are those still free to change."""

    def __init__(self, root: Normal, record: Record, schema: Schema, fixed: frozenset[str]) -> None:
        self.root, self.steps, self.eager = root, 0, False
        self.number: dict[Condition, int] = {}
        by_field: dict[str, list[Condition]] = {}
        for literal in literals(root):
            if literal.condition not in self.number:
                self.number[literal.condition] = len(self.number)
                by_field.setdefault(literal.field, []).append(literal.condition)
        self.options = {
            name: [] if name in fixed else self.worth(name, record[name], own, schema) for name, own in by_field.items()
        }
        self.fields = list(by_field)
        self.exhaustive = all(exhaustive(schema[name], own) for name, own in by_field.items())
        self.numbers = {name: frozenset(self.number[one] for one in own) for name, own in by_field.items()}
        self.now = frozenset(
            n for name, own in by_field.items() for n in self.satisfied(record[name], own, schema, name)
        )
        self.reach = {name: frozenset().union(*(o[1] for o in options)) for name, options in self.options.items()}
        self.apart: dict[int, bool] = {}

    def worth(
        self, name: str, current: Value | None, own: Sequence[Condition], schema: Schema
    ) -> list[tuple[Value, frozenset[int]]]:
        """Values of a field whose satisfied conditions are not a part of another's."""
        tried = [(one, self.satisfied(one, own, schema, name)) for one in candidates(schema[name], current, own)]
        best: list[tuple[Value, frozenset[int]]] = []
        for value, mask in tried:
            if not any(mask < other for _, other in tried) and all(mask != kept for _, kept in best):
                best.append((value, mask))
        return best

    def satisfied(self, value: Value | None, own: Sequence[Condition], schema: Schema, name: str) -> frozenset[int]:
        if value is None:
            return frozenset()
        return frozenset(self.number[one] for one in own if met(one, value, schema[name]))

    def within(
        self, limit: float, satisfied: frozenset[int], undecided: frozenset[str], changes: Mapping[str, Value]
    ) -> dict[str, Value] | None:
        """A way of at most ``limit`` further changes, or None."""
        self.steps += 1
        if self.steps > STEPS_MOST:
            raise OutOfSteps
        needed = self.needed(self.root, satisfied, undecided)
        if needed > limit:
            return None
        if needed == 0:
            return dict(changes)
        name = next(one for one in self.fields if one in undecided and not self.reach[one] <= satisfied)
        rest = undecided - {name}
        keep = (limit, satisfied, rest, changes)
        ways = [
            (limit - 1, satisfied - self.numbers[name] | mask, rest, {**changes, name: value})
            for value, mask in self.options[name]
        ]
        for way in (*ways, keep) if self.eager else (keep, *ways):
            found = self.within(*way)
            if found is not None:
                return found
        return None

    def needed(self, node: Normal, satisfied: frozenset[int], undecided: frozenset[str]) -> float:
        """No fewer changes than this make the node true; infinite if nothing does."""
        if isinstance(node, Literal):
            number = self.number[node.condition]
            if number in satisfied:
                return 0
            return 1 if node.field in undecided and number in self.reach[node.field] else math.inf
        costs = sorted(self.needed(child, satisfied, undecided) for child in node.children)[: node.least]
        if len(costs) < node.least:
            return math.inf
        return sum(costs) if self.separate(node) else max(costs, default=0)

    def separate(self, gate: Gate) -> bool:
        """Whether no two children share a field."""
        found = self.apart.get(id(gate))
        if found is None:
            sets = [{literal.field for literal in literals(child)} for child in gate.children]
            found = self.apart[id(gate)] = sum(map(len, sets)) == len(set().union(*sets))
        return found
