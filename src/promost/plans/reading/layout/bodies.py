"""Who answers for a measure: bodies under each side, by column, by marker inside the cell, or by their own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from promost.kit.text import clean_lines
from promost.plans.reading.draft import Owner, Place, Problem, Severity, Side
from promost.plans.reading.language import owners
from promost.plans.reading.layout.content import is_dash
from promost.plans.reading.layout.headings import best_role
from promost.plans.reading.layout.parties import Labels, Parties
from promost.plans.reading.layout.parties.labels import labels_in, names_party, names_party_outright
from promost.plans.reading.layout.roles import Column, Role
from promost.plans.reading.layout.segments import Segment
from promost.plans.reading.layout.views import At, View

_BROKEN = re.compile(r"(?<![;,])\n(?=[«(„“\"])")
"""A line that breaks a name in two: before its quotation mark, or before the person in brackets."""
_OPTIONAL = frozenset({Side.CURATOR, Side.OTHER})
"""Sides that need not answer for every measure."""


@dataclass(slots=True)
class Answer:
    """The bodies by side, the sides that were asked for, and those that a dash leaves out expressly."""

    bodies: dict[Side, list[Owner]] = field(default_factory=dict)
    asked: set[Side] = field(default_factory=set)
    dashed: set[Side] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)

    def add(self, side: Side, found: Iterable[Owner]) -> None:
        """More bodies of a side; one named twice counts once."""
        kept = self.bodies.setdefault(side, [])
        kept.extend(owner for owner in found if owner not in kept)


@lru_cache(maxsize=1024)
def label_of(column: Column) -> str:
    """The line of an owners' column heading that may name a party; '' where it only names a role ("Исполнитель").

    Whether it does, `find_parties` decides, which knows the parties that the text names.
    """
    for place, text in reversed(list(enumerate(column.path))):
        own = best_role(text)
        if names_party_outright(text) or (names_party(text) and (own is None or (place > 0 and own[0] is Role.OWNER))):
            return text
    return ""


def is_below_owners(column: Column) -> bool:
    """Whether the column's last line stands below one that says "Ответственные", and names no role of its own."""
    if column.role is not Role.OWNER or len(column.path) < 2:
        return False
    upper = [best_role(text) for text in column.path[:-1]]
    return best_role(column.path[-1]) is None and any(best and best[0] is Role.OWNER for best in upper)


def labels_of(measures: Sequence[Segment], views: Sequence[View]) -> Labels:
    """Where the tables may name parties: headings of their owners' columns, with the cells below each."""
    columns: dict[str, list[str]] = {}
    below: set[str] = set()
    for column in (column for segment in measures for column in segment.by_role.get(Role.OWNER, ())):
        columns.setdefault(label_of(column), [])
        below |= {label_of(column)} if is_below_owners(column) else set()
    for at in (at for view in views for at in view.cells(Role.OWNER)):
        columns.setdefault(label_of(at.column), []).append(at.cell.text)
    cells = tuple(columns.pop("", []))
    return Labels(columns, frozenset(below), cells)


def read_owners(
    view: View, parties: Parties, abbreviations: Mapping[str, str]
) -> tuple[dict[Side, tuple[Owner, ...]], tuple[Problem, ...]]:
    """The measure's bodies by side, and what is missing or doubtful."""
    answer = Answer()
    for segment, _ in view.raw.rows:
        for column in segment.by_role.get(Role.OWNER, ()):
            side = parties.by_label.get(label_of(column))
            if side is not None:
                answer.asked.add(side)
                answer.bodies.setdefault(side, [])
    for at in view.cells(Role.OWNER):
        _read_cell(answer, at, parties, abbreviations)
    if "owner" in view.labelled:
        read_text(answer, view.labelled["owner"], parties, abbreviations)
    _persons(answer, view)
    place = view.place(Role.OWNER, "owners")
    nobody = missing(answer, place, parties) if view.has(Role.OWNER) else ()
    problems = (*nobody, *unknown(answer, place, parties))
    return {side: tuple(found) for side, found in answer.bodies.items()}, problems


def read_text(
    answer: Answer, text: str, parties: Parties, abbreviations: Mapping[str, str], side: Side | None = None
) -> None:
    """Adds the bodies of a text to the answer: all of one side, by markers, or each by its own words."""
    if side is not None:
        answer.asked.add(side)
        answer.dashed |= {side} if is_dash(text.strip()) else set()
        answer.add(side, owners.read(text))
        return
    marked = {label: parties.markers[label] for label in labels_in(text) if label in parties.markers}
    if marked:
        answer.asked |= set(parties.markers.values())
        found = owners.read_marked(text, marked)
        _by_words(answer, found.pop(Side.OTHER, ()), parties, abbreviations)
        for own, bodies in found.items():
            answer.add(own, bodies)
        return
    _by_words(answer, owners.read(text), parties, abbreviations)


def _by_words(answer: Answer, found: Iterable[Owner], parties: Parties, abbreviations: Mapping[str, str]) -> None:
    """Bodies without a marker, each to the side whose name it shares, or to none."""
    for body in found:
        own = parties.side_of(body.name) or parties.side_of(abbreviations.get(body.name, ""))
        answer.add(own or Side.OTHER, (body,))
        answer.unknown += [] if own else [body.name or body.person or ""]


def _read_cell(answer: Answer, at: At, parties: Parties, abbreviations: Mapping[str, str]) -> None:
    side = parties.by_label.get(label_of(at.column))
    text = _BROKEN.sub(" ", clean_lines(at.cell.text))
    read_text(answer, text, parties, abbreviations, side)


def _persons(answer: Answer, view: View) -> None:
    """A column of persons gives its name to the one body of the owners' column to its left."""
    for at in view.cells(Role.PERSON):
        left = [c for c in at.segment.by_role.get(Role.OWNER, ()) if c.index < at.column.index]
        body = at.segment.grid.text(at.row, left[-1].index) if left else ""
        found = owners.read(body)
        if len(found) == 1 and found[0].person is None:
            _name(answer, found[0], at.text)


def _name(answer: Answer, body: Owner, person: str) -> None:
    for found in answer.bodies.values():
        if body in found:
            found[found.index(body)] = replace(body, person=person)
            return


def missing(answer: Answer, place: Place, parties: Parties) -> tuple[Problem, ...]:
    """Sides that should answer and have nobody; a dash says so expressly, an empty cell asks."""
    if not answer.asked:
        nobody = not any(answer.bodies.values())
        return (Problem("NO_RESPONSIBLE", Severity.WARNING, place),) if nobody else ()
    found = []
    for side in sorted(answer.asked - _OPTIONAL):
        if not answer.bodies.get(side):
            severity = Severity.INFO if side in answer.dashed else Severity.WARNING
            name = next((draft.name for draft in parties.drafts if draft.side is side), "")
            found.append(Problem("NO_RESPONSIBLE_SIDE", severity, place, (("side", name or side.value),)))
    return tuple(found)


def unknown(answer: Answer, place: Place, parties: Parties) -> tuple[Problem, ...]:
    """Bodies whose side nothing tells; where the document has no sides at all, it is said once for the whole."""
    if not answer.unknown or not any(party.words for party in parties.known):
        return ()
    names = (("bodies", "; ".join(dict.fromkeys(answer.unknown))),)
    return (Problem("OWNER_SIDE_UNKNOWN", Severity.WARNING, place, names),)
