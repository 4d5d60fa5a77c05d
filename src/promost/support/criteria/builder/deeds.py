"""What each button of the builder does to its state."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from promost.matching import Criteria, CriteriaError, Schema
from promost.support.criteria import tree
from promost.support.criteria.builder.state import MOST, State
from promost.support.criteria.forms import ConditionForm, FieldForm, language


def press(state: State, button: str, data: QueryDict, schema: Schema) -> State:
    """Do what a button says ("remove:0.1", "apply", …). A place that is gone changes nothing, and says so."""
    verb, _sign, place = button.partition(":")
    deed = _DEEDS.get(verb)
    if deed is None:
        return state
    try:
        return deed(state, place, data, schema)
    except tree.NoPlace:
        return replace(state, said=_("That place is gone or cannot take it. Nothing was changed."), is_wrong=True)


Deed = Callable[[State, str, QueryDict, Schema], State]


def _open_new(state: State, place: str, _data: QueryDict, _schema: Schema) -> State:
    if tree.depth_of(place) >= tree.DEPTH or tree.kind_of(tree.at(state.root, place)) == "field":
        raise tree.NoPlace(place)
    return replace(state, open=f"add:{place}", which=FieldForm(), condition=None)


def _open_old(state: State, place: str, _data: QueryDict, schema: Schema) -> State:
    leaf = tree.at(state.root, place)
    if leaf.get("field") not in schema:
        raise tree.NoPlace(place)
    which = FieldForm(chosen=leaf["field"])
    return replace(state, open=f"edit:{place}", which=which, condition=ConditionForm(None, leaf["field"], schema, leaf))


def _open_move(state: State, place: str, _data: QueryDict, _schema: Schema) -> State:
    tree.at(state.root, place)
    return replace(state, open=f"move:{place}")


def _choose(state: State, _place: str, data: QueryDict, schema: Schema) -> State:
    """Another field was chosen: the form that fits it, empty."""
    code = data.get("of-field", "")
    if code not in schema:
        return replace(state, said=_("Choose what is looked at."), is_wrong=True)
    part = tree.at(state.root, state.place)
    leaf = part if state.what == "edit" else None
    return replace(state, which=FieldForm(chosen=code), condition=ConditionForm(None, code, schema, leaf))


def _apply(state: State, _place: str, data: QueryDict, schema: Schema) -> State:
    form = state.condition
    if state.what not in ("add", "edit"):
        return state
    if form is None or not form.is_bound:
        return _choose(state, "", data, schema)
    if not form.is_valid():
        return replace(state, said=_("The condition is not added yet: see what is marked."), is_wrong=True)
    if state.what == "edit":
        root = tree.put(state.root, state.place, form.leaf)
        return State(root, focus=state.place, said=_("The condition was changed."))
    root = tree.add(state.root, state.place, form.leaf)
    return State(root, focus=f"add:{state.place}", said=_("The condition was added."))


def _cancel(state: State, _place: str, _data: QueryDict, _schema: Schema) -> State:
    return State(state.root, focus=f"add:{state.place}" if state.what == "add" else state.place)


def _remove(state: State, place: str, _data: QueryDict, _schema: Schema) -> State:
    root = tree.remove(state.root, place)
    return State(root, focus=f"add:{tree.above(place)}", said=_("Removed. It is not saved yet."))


def _up(state: State, place: str, _data: QueryDict, _schema: Schema) -> State:
    return State(tree.step(state.root, place, -1), focus=_beside(place, -1))


def _down(state: State, place: str, _data: QueryDict, _schema: Schema) -> State:
    return State(tree.step(state.root, place, 1), focus=_beside(place, 1))


def _beside(place: str, by: int) -> str:
    *over, last = tree.path_of(place)
    return ".".join(str(step) for step in (*over, max(0, last + by)))


def _group(state: State, place: str, _data: QueryDict, _schema: Schema) -> State:
    if tree.depth_of(place) + 1 >= tree.DEPTH:
        raise tree.NoPlace(place)
    count = len(tree.parts_of(tree.at(state.root, place)))
    root = tree.add(state.root, place, {"any": []})
    inside = f"{place}.{count}" if place else str(count)
    said = _("A group was added. Put conditions into it; an empty one does not count.")
    return State(root, focus=f"add:{inside}", said=said)


def _wrap(state: State, place: str, _data: QueryDict, _schema: Schema) -> State:
    if not place or tree.depth_of(place) >= tree.DEPTH:
        raise tree.NoPlace(place)
    return State(
        tree.wrap(state.root, place), focus=f"add:{place}", said=_("The condition stands in a group of its own.")
    )


def _kind(state: State, place: str, data: QueryDict, _schema: Schema) -> State:
    least = data.get(f"least-{place}", "")
    number = int(least) if least.isdecimal() and len(least) < 4 else 1
    return State(tree.regroup(state.root, place, data.get(f"kind-{place}", ""), number), focus=f"kind:{place}")


def _move(state: State, _place: str, data: QueryDict, _schema: Schema) -> State:
    if state.what != "move":
        return state
    target = data.get("target", "-")
    return State(tree.move(state.root, state.place, "" if target == "-" else target), said=_("Moved."), focus="add:")


def _paste(state: State, _place: str, data: QueryDict, schema: Schema) -> State:
    """Take criteria written as JSON in place of what is being built; faults are told with their places."""
    text = data.get("pasted", "")[:MOST]
    try:
        Criteria.from_json(text or "{}").check(schema)
    except CriteriaError as fault:
        faults = tuple(each.text(language()) for each in fault.problems)
        return replace(state, pasted=text, faults=faults, said=_("The text was not taken over."), is_wrong=True)
    return State(tree.opened(json.loads(text or "{}")), said=_("The text was taken over. It is not saved yet."))


_DEEDS: Mapping[str, Deed] = {
    "add": _open_new, "edit": _open_old, "move": _open_move, "field": _choose, "apply": _apply, "cancel": _cancel,
    "remove": _remove, "up": _up, "down": _down, "group": _group, "wrap": _wrap, "kind": _kind, "place": _move,
    "paste": _paste,
}  # fmt: skip
