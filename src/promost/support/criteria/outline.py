"""Criteria in sentences: a numbered outline of conditions and groups, in one language; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from promost.matching import Criteria, CriteriaError, Schema, review
from promost.matching.normal import Literal, Normal, literals, normal
from promost.matching.review import Finding
from promost.matching.schema import Field
from promost.matching.sentences import Speaker
from promost.matching.words import phrase
from promost.support.criteria import tree
from promost.support.criteria.conditions import values_of
from promost.support.criteria.tree import Node

WHOLE = {"ru": "все условия вместе", "en": "all of it together"}
ANY_DAY = date(2000, 1, 1)
"""Conditions are put into words without their days of force; those are said beside."""


@dataclass(frozen=True, slots=True)
class Part:
    """A condition or a group. ``number`` is "2.1" ("" for the root), ``least`` that of "at least n of these".

    ``text``: the condition in words; ``own``: the author's own words. ``is_odd``: no form can hold it.
    """

    place: str
    number: str
    kind: str
    text: str = ""
    own: str = ""
    source: str = ""
    since: str = ""
    until: str = ""
    least: int = 0
    is_odd: bool = False
    is_first: bool = True
    is_last: bool = True
    parts: tuple[Part, ...] = field(default=())

    @property
    def depth(self) -> int:
        """How deep it stands; the root is 0."""
        return tree.depth_of(self.place)

    @property
    def is_group(self) -> bool:
        """Whether it is a group."""
        return self.kind != "field"

    @property
    def is_deep(self) -> bool:
        """Whether it stands deeper than groups are built by hand."""
        return self.depth >= tree.DEPTH

    @property
    def asks(self) -> int:
        """How many of its parts must hold."""
        return min(self.least, len(self.parts))


def outline(root: Node, schema: Schema, language: str) -> Part:
    """Return the outline of opened criteria. What does not fit the schema is said as it is written."""
    return _part(root, "", "", (True, True), (schema, language))


def _part(node: Node, place: str, number: str, edges: tuple[bool, bool], setting: tuple[Schema, str]) -> Part:
    kind = tree.kind_of(node)
    text, is_odd = ("", False) if kind != "field" else (sentence(node, *setting), _is_odd(node, setting[0]))
    own = node.get("text", "")
    return Part(
        place, number, kind, text,
        own=own if isinstance(own, str) else own.get(setting[1]) or own.get("ru") or own.get("en", ""),
        source=node.get("source", ""),
        since=_written(node.get("from"), setting[1]), until=_written(node.get("until"), setting[1]),
        least=node.get("at_least", 0), is_odd=is_odd, is_first=edges[0], is_last=edges[1],
        parts=_inside(node, place, number, setting),
    )  # fmt: skip


def _written(day: str | None, language: str) -> str:
    return said_day(date.fromisoformat(day), language) if day else ""


def _inside(node: Node, place: str, number: str, setting: tuple[Schema, str]) -> tuple[Part, ...]:
    parts = tree.parts_of(node)
    return tuple(
        _part(part, joined(place, n), joined(number, n + 1), (n == 0, n == len(parts) - 1), setting)
        for n, part in enumerate(parts)
    )


def joined(place: str, step: int) -> str:
    """Return the place of a part within a group."""
    return f"{place}.{step}" if place else str(step)


def _is_odd(leaf: Node, schema: Schema) -> bool:
    known: Field | None = schema.get(leaf["field"])
    return known is None or values_of(leaf, known) is None


def sentence(leaf: Node, schema: Schema, language: str) -> str:
    """Put a condition into words, without the author's own."""
    bare = {name: value for name, value in leaf.items() if name not in tree.NOTES}
    try:
        criteria = Criteria.from_json(bare)
        criteria.check(schema)
    except CriteriaError as fault:
        return "; ".join(problem.text(language) for problem in fault.problems)
    said = Speaker(schema, language, shown=None)
    return "; ".join(dict.fromkeys(said.condition(each) for each in _literals(normal(criteria.root, schema, ANY_DAY))))


def _literals(form: Normal | None) -> Sequence[Literal]:
    return list(literals(form)) if form is not None else []


@dataclass(frozen=True, slots=True)
class Judged:
    """What is wrong with criteria: ``faults`` cannot be saved, ``findings`` can hardly be meant."""

    faults: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


def judge(criteria: Mapping[str, Any], schema: Schema, day: date, language: str) -> Judged:
    """Review criteria that have no empty group; places are said by their numbers in the outline."""
    try:
        found = review(Criteria.from_json(dict(criteria)), schema, day)
    except CriteriaError as fault:
        return Judged(faults=tuple(_numbered(problem.text(language)) for problem in fault.problems))
    said = tuple(_found(each, language) for each in found if not (each.kind == "nothing_asked" and not criteria))
    return Judged(findings=said)


def impossible(criteria: Mapping[str, Any], schema: Schema, day: date, language: str) -> tuple[str, ...]:
    """Say from which day on nobody can meet sound criteria, and which parts contradict; empty where somebody can."""
    found = review(Criteria.from_json(dict(criteria)), schema, day)
    return tuple(_found(each, language) for each in found if each.kind == "impossible")


def _found(finding: Finding, language: str) -> str:
    paths = ", ".join(number_of(path) or WHOLE[language] for path in finding.paths)
    return phrase("finding", finding.kind, language).format(paths=paths, day=said_day(finding.day, language))


def said_day(day: date, language: str) -> str:
    """Write a day as the language does."""
    return f"{day:%d.%m.%Y}" if language == "ru" else day.isoformat()


_STEP = re.compile(r"\.(?:all|any|of)\[(\d+)\]|\.(not)(?![a-z_])")
_PATH = re.compile(r"\$(?:\.(?:all|any|of)\[\d+\]|\.not(?![a-z_]))*")


def number_of(path: str) -> str:
    """Return the outline's number of a place that matching names: "$.all[1].not.any[0]" is "2.1.1"."""
    return ".".join(str(int(step) + 1) if step else "1" for step, _not in _STEP.findall(path))


def _numbered(text: str) -> str:
    return _PATH.sub(lambda found: number_of(found.group()) or "", text, count=1).lstrip(".: ")
