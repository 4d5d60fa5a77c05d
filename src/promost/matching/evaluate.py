"""The specification: criteria evaluated on one record, in plain Python, leaf by leaf as they were written.

Everything faster in this room must give the same answers; the tests hold it to that.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from promost.matching import truth
from promost.matching.age import completed
from promost.matching.codes import prefix, under
from promost.matching.criteria import Criteria
from promost.matching.criteria.nodes import Leaf, Node
from promost.matching.schema import Record, Schema
from promost.matching.truth import Truth

Holds = Callable[[Any, Any, date], bool]


def _in(value: Any, wanted: Any, _: date) -> bool:
    return not set(value if isinstance(value, tuple) else (value,)).isdisjoint(wanted)


def _under(codes: Any, wanted: Any, _: date) -> bool:
    return any(under(code, above) for code in codes for above in wanted)


HOLDS: dict[str, Holds] = {
    "in": _in,
    "any_of": _in,
    "all_of": lambda value, wanted, _: set(wanted) <= set(value),
    "under": _under,
    "is": lambda value, wanted, _: value == wanted,
    "min": lambda value, bound, _: value >= bound,
    "max": lambda value, bound, _: value <= bound,
    "above": lambda value, bound, _: value > bound,
    "below": lambda value, bound, _: value < bound,
    "before": lambda day, bound, _: day < bound,
    "after": lambda day, bound, _: day > bound,
    "not_before": lambda day, bound, _: day >= bound,
    "not_after": lambda day, bound, _: day <= bound,
    "age_min": lambda day, years, as_of: completed(day, int(years) * 12, as_of),
    "age_max": lambda day, years, as_of: not completed(day, int(years) * 12 + 12, as_of),
    "months_min": lambda day, months, as_of: completed(day, int(months), as_of),
    "months_max": lambda day, months, as_of: not completed(day, int(months) + 1, as_of),
}
"""Operator → whether a known value satisfies an operand on a day."""


def evaluate(criteria: Criteria, record: Record, schema: Schema, as_of: date) -> Truth:
    """The answer for one record that was read by ``schema``. Parts not in force on ``as_of`` are left out."""
    if criteria.root is None:
        return Truth.YES
    answer = _node(criteria.root, record, schema, as_of)
    return Truth.YES if answer is None else answer


def _node(node: Node, record: Record, schema: Schema, as_of: date) -> Truth | None:
    if not node.note.in_force(as_of):
        return None
    if isinstance(node, Leaf):
        return leaf_holds(node, record, schema, as_of)
    found = (_node(child, record, schema, as_of) for child in node.children)
    answers = [answer for answer in found if answer is not None]
    if not answers:
        return None
    if node.kind == "not":
        return ~answers[0]
    return truth.at_least(node.asks(len(answers)), answers)


def leaf_holds(leaf: Leaf, record: Record, schema: Schema, as_of: date) -> Truth:
    """Whether one leaf holds, its days of force left aside."""
    value = record[leaf.field]
    if value is None:
        return Truth.UNKNOWN
    operand: Any = leaf.operand
    if schema[leaf.field].kind == "codes":
        operand = [prefix(code) for code in operand]
    return truth.of(HOLDS[leaf.operator](value, operand, as_of))
