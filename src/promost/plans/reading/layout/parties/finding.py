"""The parties of a document, from its labels and from what it says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from promost.plans.reading.draft import PartyDraft, Side
from promost.plans.reading.layout.parties.defined import with_definitions
from promost.plans.reading.layout.parties.grouping import grouped, named_by_cells
from promost.plans.reading.layout.parties.labels import find_markers, names_party_outright
from promost.plans.reading.layout.parties.names import akin, bare, mentions, nominative, stems
from promost.plans.reading.layout.parties.party import Parties
from promost.plans.reading.layout.parties.sides import assigned, assumed, doubts


@dataclass(frozen=True, slots=True)
class Labels:
    """Where parties may be named: ``columns`` maps headings of owners' columns that may name one to their cells;
    ``below`` are those of them that stand below "Ответственные"; ``cells`` belong to columns that only name a role."""

    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    below: frozenset[str] = frozenset()
    cells: tuple[str, ...] = ()

    def sure(self, met: Sequence[str]) -> list[str]:
        """The headings that do name a party: outright, below "Ответственные", or as the text (``met``) names it."""
        return [
            label for label in self.columns if label in self.below or names_party_outright(label) or _is_met(label, met)
        ]


def find_parties(labels: Labels, title: str, texts: Sequence[tuple[str, float]]) -> Parties:
    """The parties of a document. ``title`` and ``texts`` (with weights) are what is said of them elsewhere."""
    met = list(mentions(title)) or [name for text, _ in texts[:6] for name in mentions(text)]
    sure = labels.sure([*met, title])
    loose = [*labels.cells, *(text for label in labels.columns if label not in sure for text in labels.columns[label])]
    markers = find_markers(loose, [*met, *sure])
    found = with_definitions(grouped([*sure, *markers], met), [title, *(text for text, _ in texts)])
    found = [named_by_cells(party, labels.columns, met) for party in found]
    found = assigned(found, texts)
    open_ones = [party for party in found if party.side is None]
    found = assumed(found)
    by_label = {label: party.side or Side.OTHER for party in found for label in party.labels}
    drafts = tuple(PartyDraft(p.side or Side.OTHER, nominative(p.name), p.heading) for p in found)
    own = {label: side for label, side in by_label.items() if label in markers}
    return Parties(drafts, by_label, own, doubts(open_ones, found), tuple(found))


def _is_met(label: str, met: Sequence[str]) -> bool:
    """Whether a heading has the words of a party that the text names: "Казань" where the title has "города Казани"."""
    words = stems(bare(label))
    return bool(words) and any(all(akin(frozenset((word,)), stems(name)) for word in words) for name in met)
