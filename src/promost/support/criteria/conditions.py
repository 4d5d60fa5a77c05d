"""One condition as a form has it, and back; pure. What a form cannot hold is *odd*: shown, kept, never rewritten.

``Values`` are what a person fills in: ``comparisons`` (operator and value, for numbers and days two at most),
``chosen`` (values of a list, texts of codes, "yes" or "no") with ``how``, and what is said of the condition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from promost.matching.schema import Field
from promost.support.criteria.tree import NOTES, Node

LINES = 2
ORDERED = ("number", "date")
LOW = ("min", "above", "not_before", "after", "age_min", "months_min")
HIGH = ("max", "below", "not_after", "before", "age_max", "months_max")
OPERATORS: Mapping[str, Sequence[str]] = {
    "number": ("min", "max", "above", "below"),
    "date": ("age_min", "age_max", "months_min", "months_max", "not_before", "not_after", "after", "before"),
    "codes": ("under", "in"),
    "choices": ("any_of", "all_of"),
    "choice": ("in", "is"),
    "flag": ("is",),
}
"""Kind of a field → its comparisons, the most usual first."""


@dataclass(frozen=True, slots=True)
class Values:
    """What a form of a condition holds. ``text`` is (Russian, English); ``since`` and ``until`` are ISO days."""

    field: str
    comparisons: tuple[tuple[str, Any], ...] = ()
    how: str = ""
    chosen: tuple[str, ...] = ()
    source: str = ""
    since: str = ""
    until: str = ""
    text: tuple[str, str] = ("", "")


def values_of(leaf: Node, field: Field) -> Values | None:
    """Return what a form shows of a condition; None for an odd one."""
    given = {name: leaf[name] for name in leaf if name not in (*NOTES, "field")}
    if not given or not set(given) <= set(OPERATORS[field.kind]):
        return None
    notes = _notes(leaf)
    if field.kind in ORDERED:
        return Values(leaf["field"], tuple(given.items()), **notes) if len(given) <= LINES else None
    if len(given) > 1:
        return None
    ((how, value),) = given.items()
    return Values(leaf["field"], how=how, chosen=_chosen(value), **notes)


def leaf_of(values: Values, field: Field) -> Node:
    """Return the condition that was filled in. Nothing is checked here: matching does."""
    made: Node = {"field": values.field}
    if field.kind in ORDERED:
        made |= dict(values.comparisons)
    elif field.kind == "flag":
        made["is"] = values.chosen == ("yes",)
    elif values.how == "is" and len(values.chosen) == 1:
        made["is"] = values.chosen[0]
    else:
        made["in" if values.how == "is" else values.how] = list(values.chosen)
    return made | written(values)


def written(values: Values) -> Node:
    """Return what is said of a condition, as matching writes it."""
    russian, english = values.text
    text: Any = russian if russian == english else {k: v for k, v in (("ru", russian), ("en", english)) if v}
    said = {"text": text, "source": values.source, "from": values.since, "until": values.until}
    return {name: value for name, value in said.items() if value}


def crossed(values: Values) -> bool:
    """Tell whether the smallest asked for is above the largest, so that nobody can meet both."""
    low = [value for operator, value in values.comparisons if operator in LOW]
    high = [value for operator, value in values.comparisons if operator in HIGH]
    return any(_above(one, other) for one in low for other in high)


def _above(low: Any, high: Any) -> bool:
    same = isinstance(low, str) == isinstance(high, str)
    return bool(same and low > high)


def _notes(leaf: Node) -> dict[str, Any]:
    text = leaf.get("text", "")
    both = (text, text) if isinstance(text, str) else (text.get("ru", ""), text.get("en", ""))
    return {
        "source": leaf.get("source", ""), "since": leaf.get("from", ""), "until": leaf.get("until", ""), "text": both,
    }  # fmt: skip


def _chosen(value: Any) -> tuple[str, ...]:
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    return (value,) if isinstance(value, str) else tuple(value)
