"""Criteria from JSON. Every fault is found and told with its path; no nesting can exhaust the stack."""

from collections.abc import Mapping
from typing import Any

from promost.matching.criteria.nodes import Group, Leaf, Node
from promost.matching.criteria.notes import NOTE_KEYS, read_note
from promost.matching.criteria.operands import OPERANDS
from promost.matching.problems import BadValue, CriteriaError, Problem
from promost.matching.values import read_text

DEPTH_MOST = 32
GROUPS = ("all", "any", "not", "at_least")


def parse(data: object) -> Node | None:
    """The tree of the criteria; ``{}`` gives None, which fits every record. Raises ``CriteriaError`` with all
    faults."""
    reader = _Reader()
    if isinstance(data, Mapping) and not data:
        return None
    node = reader.node(data, "$", 1)
    if reader.problems or node is None:
        raise CriteriaError(reader.problems)
    return node


class _Reader:
    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def fault(self, where: str, code: str, **given: object) -> None:
        self.problems.append(BadValue(code, **given).at(where))

    def node(self, data: object, path: str, depth: int) -> Node | None:
        if depth > DEPTH_MOST:
            self.fault(_short(path), "too_deep", most=DEPTH_MOST)
            return None
        if not isinstance(data, Mapping):
            self.fault(path, "not_a_condition", value=type(data).__name__)
            return None
        heads = [key for key in (*GROUPS, "field") if key in data]
        if len(heads) != 1:
            self.fault(path, "one_head", found=", ".join(heads) or "–")
            return None
        return self.leaf(data, path) if heads == ["field"] else self.group(data, heads[0], path, depth)

    def group(self, data: Mapping[str, Any], kind: str, path: str, depth: int) -> Node | None:
        of = "of" if kind == "at_least" else kind
        self.strangers(data, {kind, of}, path)
        note = read_note(data, path, self.problems)
        inside = [data.get(of)] if kind == "not" else data.get(of)
        if not isinstance(inside, list):
            self.fault(f"{path}.{of}", "want_list", value=repr(inside))
            return None
        if not inside:
            self.fault(f"{path}.{of}", "empty_group")
            return None
        places = [f"{path}.{of}" if kind == "not" else f"{path}.{of}[{i}]" for i in range(len(inside))]
        children = [self.node(one, place, depth + 1) for one, place in zip(inside, places, strict=True)]
        least = self.least(data["at_least"], len(inside), path) if kind == "at_least" else 0
        return Group(path, kind, tuple(child for child in children if child is not None), least, note)

    def least(self, value: object, children: int, path: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= children:
            self.fault(f"{path}.at_least", "bad_least", value=repr(value), most=children)
            return 1
        return value

    def leaf(self, data: Mapping[str, Any], path: str) -> Node | None:
        self.strangers(data, {"field", *OPERANDS}, path)
        note = read_note(data, path, self.problems)
        found: list[Node] = []
        operators = [key for key in data if key in OPERANDS]
        try:
            field = read_text(data["field"])
        except BadValue as fault:
            self.problems.append(fault.at(f"{path}.field"))
            return None
        for operator in operators:
            try:
                found.append(Leaf(path, field, operator, OPERANDS[operator](data[operator]), note))
            except BadValue as fault:
                self.problems.append(fault.at(f"{path}.{operator}"))
        if not operators:
            self.fault(path, "no_operator", operators=", ".join(OPERANDS))
        return found[0] if len(found) == 1 else Group(path, "all", tuple(found), note=note)

    def strangers(self, data: Mapping[str, Any], known: set[str], path: str) -> None:
        for key in data:
            if key not in known and key not in NOTE_KEYS:
                self.fault(path, "unknown_key", value=key, keys=", ".join(sorted(known | NOTE_KEYS)))


def _short(path: str) -> str:
    return path if len(path) <= 60 else f"{path[:40]}…{path[-12:]}"
