"""Criteria brought to one form for a day: literals and *at least k of n* gates, with no negation left.

*Not* is pushed down to the leaves (De Morgan holds in Kleene's logic), *all* is n of n and *any* is 1 of n, and *all
of* a list becomes one literal each, so a refusal can say which one is missing. In this form every gate only grows
with its children, which is what the bit planes, the explanations and the search for the nearest yes rest on.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from promost.matching import truth
from promost.matching.age import latest_start
from promost.matching.codes import prefix
from promost.matching.conditions import Bound, Condition, Hit, as_float, holds
from promost.matching.criteria.nodes import Leaf, Node
from promost.matching.schema import Field, Record, Schema
from promost.matching.truth import Truth


@dataclass(frozen=True, slots=True)
class Literal:
    """One condition, with the leaf it came from; ``wanted`` is False under a *not*."""

    condition: Condition
    leaf: Leaf
    wanted: bool = True

    @property
    def field(self) -> str:
        """The field it is about."""
        return self.condition.field


@dataclass(frozen=True, slots=True)
class Gate:
    """At least ``least`` of the children hold."""

    least: int
    children: tuple["Normal", ...]


Normal = Literal | Gate

ALWAYS = Gate(0, ())
NEVER = Gate(1, ())

Swap = tuple[Node, Gate]
"""A node, and the constant to take in its place."""


@dataclass(frozen=True, slots=True)
class _Setting:
    schema: Schema
    as_of: date
    swap: Swap | None


def normal(node: Node | None, schema: Schema, as_of: date, swap: Swap | None = None) -> Normal | None:
    """The normal form on a day; None when nothing is asked on it. ``swap`` puts a constant in the place of one node."""
    return None if node is None else _normal(node, _Setting(schema, as_of, swap), True)


def opposite(node: Normal) -> Normal:
    """What holds exactly where ``node`` does not."""
    if isinstance(node, Literal):
        return Literal(node.condition.opposite(), node.leaf, not node.wanted)
    return Gate(len(node.children) - node.least + 1, tuple(opposite(child) for child in node.children))


def literals(node: Normal) -> list[Literal]:
    """Every literal under a node, in order."""
    if isinstance(node, Literal):
        return [node]
    return [literal for child in node.children for literal in literals(child)]


def answer(node: Normal, record: Record, schema: Schema) -> Truth:
    """The answer of a normal form for a record that was read."""
    if isinstance(node, Literal):
        return holds(node.condition, record, schema)
    return truth.at_least(node.least, (answer(child, record, schema) for child in node.children))


def _normal(node: Node, setting: _Setting, wanted: bool) -> Normal | None:
    if not node.note.in_force(setting.as_of):
        return None
    if setting.swap is not None and node is setting.swap[0]:
        return setting.swap[1] if wanted else opposite(setting.swap[1])
    if isinstance(node, Leaf):
        return _leaf(node, setting.schema[node.field], setting.as_of, wanted)
    inner = wanted if node.kind != "not" else not wanted
    found = [_normal(child, setting, inner) for child in node.children]
    children = tuple(child for child in found if child is not None)
    if len(children) <= 1:
        return children[0] if children else None
    least = node.asks(len(children))
    return Gate(least if wanted else len(children) - least + 1, children)


def _leaf(leaf: Leaf, field: Field, as_of: date, wanted: bool) -> Normal:
    if leaf.operator == "all_of":
        parts: Any = leaf.operand
        each = tuple(_one(Hit(leaf.field, (part,)), leaf, wanted) for part in parts)
        return each[0] if len(each) == 1 else Gate(len(each) if wanted else 1, each)
    if leaf.operator in _BOUNDS:
        return _one(Bound(leaf.field, *_BOUNDS[leaf.operator](leaf.operand, as_of)), leaf, wanted)
    return _one(Hit(leaf.field, _atoms(leaf, field)), leaf, wanted)


def _one(condition: Condition, leaf: Leaf, wanted: bool) -> Literal:
    return Literal(condition if wanted else condition.opposite(), leaf, wanted)


def _atoms(leaf: Leaf, field: Field) -> tuple[str, ...]:
    operand: Any = leaf.operand
    parts: Any = operand if isinstance(operand, tuple) else (str(operand).lower() if field.kind == "flag" else operand,)
    if field.kind == "codes":
        tail = "*" if leaf.operator == "under" else ""
        parts = [prefix(code) + tail for code in parts]
    return tuple(sorted(set(parts)))


def _from(bound: Any, _: date) -> tuple[float, float]:
    return as_float(bound), math.inf


def _to(bound: Any, _: date) -> tuple[float, float]:
    return -math.inf, as_float(bound)


def _beyond(bound: Any, _: date) -> tuple[float, float]:
    return math.nextafter(as_float(bound), math.inf), math.inf


def _short_of(bound: Any, _: date) -> tuple[float, float]:
    return -math.inf, math.nextafter(as_float(bound), -math.inf)


def _completed(units: Any, as_of: date, each: int) -> tuple[float, float]:
    return -math.inf, float(latest_start(int(units) * each, as_of))


def _not_completed(units: Any, as_of: date, each: int) -> tuple[float, float]:
    return latest_start((int(units) + 1) * each, as_of) + 1.0, math.inf


_BOUNDS: dict[str, Callable[[Any, date], tuple[float, float]]] = {
    **dict.fromkeys(("min", "not_before"), _from),
    **dict.fromkeys(("max", "not_after"), _to),
    **dict.fromkeys(("above", "after"), _beyond),
    **dict.fromkeys(("below", "before"), _short_of),
    "age_min": partial(_completed, each=12),
    "months_min": partial(_completed, each=1),
    "age_max": partial(_not_completed, each=12),
    "months_max": partial(_not_completed, each=1),
}
"""Operator of an ordered field → (low, high) on a day."""
