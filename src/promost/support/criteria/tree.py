"""The tree of criteria and what is done to it; pure. Nodes are those of matching's JSON (docs/matching.md).

While it is built the root is a group, and a group may be empty; ``closed`` gives what matching reads. A place is the
children's positions from the root, written "0.1"; the root is "". No operation changes what it is given.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Node = dict[str, Any]
Edit = Callable[[Node], list[Node]]
Edits = Mapping[int, Edit]
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


def put(root: Node, place: str, node: Node) -> Node:
    """Put another node in place of a part."""
    return _edited(root, lambda own: {id(at(own, place)): lambda _old: [node]})


def add(root: Node, place: str, node: Node) -> Node:
    """Add a part at the end of a group. Raises NoPlace for a condition."""
    return _edited(root, lambda own: {id(_group(own, place)): lambda group: [_added(group, node)]})


def remove(root: Node, place: str) -> Node:
    """Take a part out, with all that is in it; the root becomes empty."""
    return _edited(root, lambda own: {id(at(own, place)): lambda _old: []})


def wrap(root: Node, place: str, kind: str = "any") -> Node:
    """Put a part into a new group of its own."""
    return _edited(root, lambda own: {id(at(own, place)): lambda part: [{kind: [part]}]})


def step(root: Node, place: str, by: int) -> Node:
    """Move a part up (-1) or down (1) among its neighbours; at the edge it stays."""
    if not place:
        raise NoPlace(place)
    position = path_of(place)[-1]
    return _edited(root, lambda own: {id(_group(own, above(place))): lambda group: [_stepped(group, position, by)]})


def move(root: Node, place: str, target: str) -> Node:
    """Move a part into another group. Raises NoPlace for one that is inside the part, and for the root."""
    if not place or (target + ".").startswith(place + "."):
        raise NoPlace(target)
    if target == above(place):
        return opened(root)

    def edits(own: Node) -> Edits:
        moved = at(own, place)
        return {id(moved): lambda _old: [], id(_group(own, target)): lambda group: [_added(group, moved)]}

    return _edited(root, edits)


def regroup(root: Node, place: str, kind: str, least: int = 1) -> Node:
    """Make a group another kind of group: the parts and what is said of it stay. Raises NoPlace."""
    if kind not in INSIDE:
        raise NoPlace(kind)
    return _edited(root, lambda own: {id(_group(own, place)): lambda group: [_regrouped(group, kind, least)]})


def _regrouped(group: Node, kind: str, least: int) -> Node:
    parts = parts_of(group)
    if kind_of(group) == "not" and len(parts) == 1 and _is_plain_any(parts[0]):
        parts = parts_of(parts[0])
    notes = {name: group[name] for name in NOTES if name in group}
    bare: Node = {"at_least": least, "of": []} if kind == "at_least" else {kind: []}
    return with_parts({**bare, **notes}, parts)


def _added(group: Node, node: Node) -> Node:
    parts = parts_of(group)
    if kind_of(group) != "not":
        return with_parts(group, [*parts, node])
    if len(parts) == 1 and _is_plain_any(parts[0]):
        parts = parts_of(parts[0])
    return with_parts(group, [*parts, node])


def _is_plain_any(node: Node) -> bool:
    return set(node) == {"any"}


def _stepped(group: Node, position: int, by: int) -> Node:
    parts = parts_of(group)
    other = position + by
    if not (0 <= position < len(parts) and 0 <= other < len(parts)):
        return group
    parts[position], parts[other] = parts[other], parts[position]
    return with_parts(group, parts)


def _group(root: Node, place: str) -> Node:
    found = at(root, place)
    if kind_of(found) == "field":
        raise NoPlace(place)
    return found


def _edited(root: Node, edits: Callable[[Node], Edits]) -> Node:
    """Copy the tree, so that each part is an object of its own, and rebuild it with the parts edited."""
    own = opened(root)
    return opened(next(iter(_rebuilt(own, edits(own))), {}))


def _rebuilt(node: Node, edits: Edits) -> list[Node]:
    edit = edits.get(id(node))
    if kind_of(node) == "field":
        return edit(node) if edit else [node]
    before = parts_of(node)
    parts = [new for part in before for new in _rebuilt(part, edits)]
    is_same = len(before) == len(parts) and all(old is new for old, new in zip(before, parts, strict=True))
    made = node if is_same else with_parts(node, parts)
    return edit(made) if edit else [made]
