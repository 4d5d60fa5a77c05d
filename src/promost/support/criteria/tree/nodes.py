"""The tree of criteria; pure. Nodes are those of matching's JSON (docs/matching.md).

While it is built the root is a group, and a group may be empty; ``closed`` gives what matching reads. A place is the
children's positions from the root, written "0.1"; the root is "". No operation changes what it is given.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

Node = dict[str, Any]
INSIDE = {"all": "all", "any": "any", "not": "not", "at_least": "of"}
"""Kind of a group → where its parts stand."""
NOTES = ("text", "source", "from", "until")
DEPTH = 4
"""As deep as groups are built by hand; what is deeper is shown and kept."""


class NoPlace(LookupError):
    """There is no such place in the tree, or it cannot take what is put there."""


def kind_of(node: Mapping[str, Any]) -> str:
    """Return "all", "any", "not", "at_least", or "field" for a condition."""
    return next((kind for kind in INSIDE if kind in node), "field")


def parts_of(node: Mapping[str, Any]) -> list[Node]:
    """Return the parts of a group, in order; a condition has none."""
    kind = kind_of(node)
    if kind == "field":
        return []
    inside = node[INSIDE[kind]]
    return [inside] if kind == "not" else list(inside)


def with_parts(node: Node, parts: Sequence[Node]) -> Node:
    """Return a group with other parts: "not" of several is "none of them", "at least n" asks for no more than all."""
    kind = kind_of(node)
    if kind == "not":
        inside: Any = parts[0] if len(parts) == 1 else {"any": list(parts)}
    else:
        inside = list(parts)
    made = {**node, INSIDE[kind]: inside}
    if kind == "at_least":
        made["at_least"] = max(1, min(node["at_least"], len(parts)))
    return made


def opened(criteria: Mapping[str, Any]) -> Node:
    """Return criteria ready to be built on: their root is a group."""
    copy: Node = json.loads(json.dumps(criteria))
    if not copy:
        return {"all": []}
    return {"all": [copy]} if kind_of(copy) == "field" else copy


def closed(root: Node) -> Node:
    """Return what matching reads: without empty groups; {} where nothing is asked."""
    return next(iter(_closed(root)), {})


def _closed(node: Node) -> list[Node]:
    if kind_of(node) == "field":
        return [node]
    parts = [kept for part in parts_of(node) for kept in _closed(part)]
    return [with_parts(node, parts)] if parts else []


def path_of(place: str) -> tuple[int, ...]:
    """Read a place. Raises NoPlace."""
    steps = place.split(".") if place else []
    if not all(step.isdecimal() and len(step) < 5 for step in steps):
        raise NoPlace(place)
    return tuple(int(step) for step in steps)


def at(root: Node, place: str) -> Node:
    """Return the part at a place. Raises NoPlace."""
    node = root
    for step in path_of(place):
        parts = parts_of(node)
        if step >= len(parts):
            raise NoPlace(place)
        node = parts[step]
    return node


def above(place: str) -> str:
    """Return the place of the group in which a part stands."""
    return place.rpartition(".")[0]


def depth_of(place: str) -> int:
    """Return how deep a place is; the root is 0."""
    return len(path_of(place))
