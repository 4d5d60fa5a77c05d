"""Criteria as a tree that is built: its nodes and places, and what is done to it; pure."""

from promost.support.criteria.tree.editing import add, move, put, regroup, remove, step, wrap
from promost.support.criteria.tree.nodes import (
    DEPTH,
    INSIDE,
    NOTES,
    Node,
    NoPlace,
    above,
    at,
    closed,
    depth_of,
    kind_of,
    opened,
    parts_of,
    path_of,
    with_parts,
)

__all__ = [
    "DEPTH", "INSIDE", "NOTES", "NoPlace", "Node", "above", "add", "at", "closed", "depth_of", "kind_of", "move",
    "opened", "parts_of", "path_of", "put", "regroup", "remove", "step", "with_parts", "wrap",
]  # fmt: skip
