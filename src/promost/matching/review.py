"""What is wrong with criteria that can be read: they refuse everyone, refuse no one, or have parts that change
nothing."""

from dataclasses import dataclass
from datetime import date, timedelta

from promost.matching.criteria import Criteria
from promost.matching.criteria.nodes import Group, Leaf, Node
from promost.matching.normal import ALWAYS, NEVER, Gate, Normal, normal, opposite
from promost.matching.schema import Schema
from promost.matching.search import cheapest
from promost.matching.words import phrase

DAYS_MOST = 24
"""How many days on which something comes into or goes out of force are looked at."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``kind``: impossible, always, unreachable, idle or nothing_asked; ``paths``: the parts it is about; ``day``:
    from when."""

    kind: str
    paths: tuple[str, ...]
    day: date

    def text(self, lang: str = "en") -> str:
        """What was found, where, and what to do."""
        return phrase("finding", self.kind, lang).format(paths=", ".join(self.paths), day=self.day.isoformat())


def review(criteria: Criteria, schema: Schema, as_of: date) -> list[Finding]:
    """Every finding on ``as_of`` and on later days when parts come into or out of force, each with its first day.

    Raises ``CriteriaError`` if the criteria do not fit the schema. A part is reported only when it is proved.
    """
    criteria.check(schema)
    if criteria.root is None:
        return [Finding("nothing_asked", ("$",), as_of)]
    first: dict[tuple[str, tuple[str, ...]], Finding] = {}
    for day in _days(criteria.root, as_of):
        for finding in _on(criteria.root, schema, day):
            first.setdefault((finding.kind, finding.paths), finding)
    return list(first.values())


def _on(root: Node, schema: Schema, day: date) -> list[Finding]:
    form = normal(root, schema, day)
    if form is None:
        return [Finding("nothing_asked", ("$",), day)]
    if _impossible(form, schema):
        return [Finding("impossible", _core(root, schema, day), day)]
    if _impossible(opposite(form), schema):
        return [Finding("always", ("$",), day)]
    found: list[Finding] = []
    _parts(root, root, form, (schema, day), found)
    return found


def _parts(node: Node, root: Node, form: Normal, setting: tuple[Schema, date], found: list[Finding]) -> None:
    """Look at the children of a node; below one that changes nothing there is nothing more to say."""
    day = setting[1]
    for child in node.children if isinstance(node, Group) else ():
        if not child.note.in_force(day):
            continue
        kind = _useless(child, root, form, setting)
        if kind is None:
            _parts(child, root, form, setting, found)
        else:
            found.append(Finding(kind, (_place(child),), day))


def _useless(part: Node, root: Node, form: Normal, setting: tuple[Schema, date]) -> str | None:
    """``unreachable`` if the whole is the same with the part never met, ``idle`` if the same with it always met."""
    schema, day = setting
    for kind, constant in (("unreachable", NEVER), ("idle", ALWAYS)):
        other = normal(root, schema, day, (part, constant))
        if other is not None and _same(form, other, schema):
            return kind
    return None


def _same(one: Normal, other: Normal, schema: Schema) -> bool:
    return all(_impossible(Gate(2, (these, opposite(those))), schema) for these, those in ((one, other), (other, one)))


def _impossible(form: Normal, schema: Schema) -> bool:
    found = cheapest(form, dict.fromkeys(schema), schema)
    return found.changes is None and found.certain


def _core(root: Node, schema: Schema, day: date) -> tuple[str, ...]:
    """The parts of a top *all* that contradict each other; the whole if it cannot be said more closely."""
    if not isinstance(root, Group) or root.kind != "all":
        return ("$",)
    kept = [child for child in root.children if child.note.in_force(day)]
    for child in list(kept):
        fewer = tuple(one for one in kept if one is not child)
        form = normal(Group(root.path, "all", fewer), schema, day)
        if form is not None and _impossible(form, schema):
            kept = list(fewer)
    return tuple(_place(child) for child in kept)


def _place(node: Node) -> str:
    return f"{node.path}.{node.operator}" if isinstance(node, Leaf) else node.path


def _days(root: Node, as_of: date) -> list[date]:
    days = {as_of}
    stack = [root]
    while stack:
        node = stack.pop()
        after = node.note.until + timedelta(days=1) if node.note.until and node.note.until < date.max else None
        days |= {day for day in (node.note.since, after) if day is not None and day > as_of}
        stack += node.children if isinstance(node, Group) else ()
    return sorted(days)[:DAYS_MOST]
