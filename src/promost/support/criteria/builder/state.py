"""The builder's state between two round trips.

The criteria that are being built travel in the form itself: nothing is kept on the server, and nothing counts for
anybody until it is saved. ``open`` says what is being filled in: "add:0.1", "edit:0.1", "move:0.1", or nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict

from promost.matching import Criteria, Schema
from promost.support.criteria import tree
from promost.support.criteria.forms import ConditionForm, FieldForm
from promost.support.criteria.tree import Node

FILLED_IN = ("add", "edit", "move")
MOST = 200_000
"""Signs of criteria that are taken."""


@dataclass(frozen=True, slots=True)
class State:
    """What is being built. ``focus``: where the reader was; ``said``: what happened, or what is wrong."""

    root: Node
    open: str = ""
    focus: str = ""
    said: str = ""
    is_wrong: bool = False
    which: FieldForm | None = None
    condition: ConditionForm | None = None
    pasted: str | None = None
    faults: tuple[str, ...] = field(default=())

    @property
    def what(self) -> str:
        """What is being filled in: "add", "edit", "move", or nothing."""
        return self.open.partition(":")[0]

    @property
    def place(self) -> str:
        """Where it is being filled in."""
        return self.open.partition(":")[2]

    @property
    def text(self) -> str:
        """The criteria as they travel in the form."""
        return json.dumps(self.root, ensure_ascii=False)


def read(data: QueryDict, schema: Schema, otherwise: Mapping[str, Any]) -> State:
    """Return the state that was sent; without one, or with one that is not ours, the criteria that there are."""
    try:
        root = json.loads(str(data["tree"])[:MOST])  # what is longer ends in the middle, and cannot be read
        _shape(root)
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError):
        return State(tree.opened(otherwise))
    sent = State(root, open=data.get("open", ""))
    return _reopened(sent, data, schema) if sent.what in FILLED_IN else replace(sent, open="")


def _shape(root: Any) -> None:
    """Raise ValueError for what is no tree: it was in the hands of a browser."""
    closed = tree.closed(root) if isinstance(root, dict) and tree.kind_of(root) != "field" else None
    if closed is None:
        raise ValueError("the root is no group")
    Criteria.from_json(closed)


def _reopened(state: State, data: QueryDict, schema: Schema) -> State:
    try:
        part = tree.at(state.root, state.place)
    except tree.NoPlace:
        return replace(state, open="")
    if state.what == "move":
        return state
    leaf = part if state.what == "edit" else None
    code = data.get("of-field", "")
    which = FieldForm(chosen=code)
    condition = ConditionForm(data if "c-source" in data else None, code, schema, leaf) if code in schema else None
    return replace(state, which=which, condition=condition)
