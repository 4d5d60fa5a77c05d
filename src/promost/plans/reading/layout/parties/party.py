"""A party under work, and what is known of all parties in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from promost.plans.reading.draft import PartyDraft, Problem, Side
from promost.plans.reading.layout.parties.names import akin, stems
from promost.plans.reading.layout.vocabulary import phrases


@dataclass(frozen=True, slots=True)
class Party:
    """A party under work: its name as met, every label that names it, its own words and what kind of body it is."""

    name: str
    labels: tuple[str, ...]
    words: frozenset[str]
    kinds: frozenset[str]
    side: Side | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Parties:
    """What the rest of the layout asks: the parties, the side of each label, and the side of a body by its name."""

    drafts: tuple[PartyDraft, ...] = ()
    by_label: Mapping[str, Side] = field(default_factory=dict)
    """Headings of columns and markers inside cells, as printed, to sides."""
    markers: Mapping[str, Side] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    known: tuple[Party, ...] = ()

    def side_of(self, body: str) -> Side | None:
        """The side of a body named without a marker, by the words it shares with one party; None where with none."""
        words = stems(body)
        near = {party.side for party in self.known if party.side and words and akin(words, party.words)}
        if len(near) == 1:
            return near.pop()
        if not near and phrases("sides", "kind", "federal").match(body):
            return next((p.side for p in self.known if p.side is Side.CURATOR), Side.CURATOR)
        return None
