"""What is done to a tree of criteria: each operation gives a new tree and changes nothing it was given; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from promost.support.criteria.tree.nodes import (
    INSIDE,
    NOTES,
    Node,
    NoPlace,
    above,
    at,
    kind_of,
    opened,
    parts_of,
    path_of,
    with_parts,
)

Edit = Callable[[Node], list[Node]]
Edits = Mapping[int, Edit]


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
