"""Criteria walked for the peers: each engine says what a leaf, an *all*, an *any* and a *not* are in its own terms."""

from collections.abc import Callable
from datetime import date
from typing import Any

import data

from promost.matching.age import latest_start

OPERATORS = ("in", "is", "under", "any_of", "all_of", "min", "max", "age_min", "age_max")


def walk(node: dict[str, Any], leaf: Callable[[dict[str, Any]], Any], join: Callable[[str, list[Any]], Any]) -> Any:
    """Fold a tree: ``leaf`` for each leaf, ``join(kind, parts)`` for groups."""
    for kind in ("all", "any"):
        if kind in node:
            return join(kind, [walk(child, leaf, join) for child in node[kind]])
    if "not" in node:
        return join("not", [walk(node["not"], leaf, join)])
    return leaf(node)


def plain(leaf: dict[str, Any]) -> tuple[str, str, Any]:
    """Field, operator, operand; an age becomes a bound on the day: ``not_after`` or ``after``."""
    operator = next(one for one in OPERATORS if one in leaf)
    if operator == "age_min":
        return leaf["field"], "not_after", date.fromordinal(latest_start(12 * leaf[operator], data.AS_OF))
    if operator == "age_max":
        return leaf["field"], "after", date.fromordinal(latest_start(12 * leaf[operator] + 12, data.AS_OF))
    return leaf["field"], operator, leaf[operator]


def key(leaf: dict[str, Any]) -> str:
    """The same for equal leaves."""
    return repr(plain(leaf))
