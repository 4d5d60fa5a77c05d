"""Parties and their sides: said outright, told by what they are or what is said of them, or assumed and said so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from promost.kit.text import fold
from promost.plans.reading.draft import PartyDraft, Problem, Severity, Side
from promost.plans.reading.layout.parties.evidence import balance
from promost.plans.reading.layout.parties.labels import find_markers, said_side
from promost.plans.reading.layout.parties.names import akin, bare, kinds, mentions, nominative, stem, stems
from promost.plans.reading.layout.vocabulary import phrases, tokens


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


def find_parties(
    columns: Mapping[str, Sequence[str]], cells: Iterable[str], title: str, texts: Sequence[tuple[str, float]]
) -> Parties:
    """The parties of a document.

    ``columns`` maps the headings of owners' columns to their cells; ``cells`` are those whose heading names nobody;
    ``title`` and ``texts`` (with weights) are what is said of the parties elsewhere.
    """
    met = list(mentions(title)) or [name for text, _ in texts[:6] for name in mentions(text)]
    markers = find_markers(cells, [*met, *columns])
    labels = [*columns, *markers]
    parties = [_named_by_cells(party, columns, met) for party in _grouped(labels, met)]
    parties = _assigned(parties, texts)
    problems = _doubts(parties)
    parties = _assumed(parties)
    by_label = {label: party.side or Side.OTHER for party in parties for label in party.labels}
    drafts = tuple(PartyDraft(p.side or Side.OTHER, nominative(p.name), p.heading) for p in parties)
    own = {label: side for label, side in by_label.items() if label in markers}
    return Parties(drafts, by_label, own, problems, tuple(parties))


def _grouped(labels: Sequence[str], met: Sequence[str]) -> list[Party]:
    """One party for the labels that mean the same; with no labels, the parties that the title names."""
    parties: list[Party] = []
    for label in labels:
        core = bare(label)
        found = _find(parties, label, core)
        if found is None:
            name = _full(core, met) if core else label
            words = stems(core) or (stems(name) if name != core else frozenset())
            parties.append(Party(name or label, (label,), words, frozenset(kinds(core) | kinds(name)), heading=label))
        else:
            at = parties.index(found)
            parties[at] = replace(found, labels=(*found.labels, label), words=found.words | stems(core))
    if not parties:
        return [Party(name, (), stems(name), frozenset(kinds(name))) for name in _distinct(met)]
    return parties


def _named_by_cells(party: Party, columns: Mapping[str, Sequence[str]], met: Sequence[str]) -> Party:
    """A column headed only "Donor" gets the name of the party that the title names and the column's bodies share."""
    if party.words:
        return party
    bodies = [stems(text) for label in party.labels for text in columns.get(label, ())]
    shares = {name: sum(1 for words in bodies if akin(words, stems(name))) for name in met if stems(name)}
    best = max(shares, key=lambda name: shares[name], default="")
    if not best or not shares[best] or list(shares.values()).count(shares[best]) > 1:
        return party
    return replace(party, name=best, words=stems(best))


def _find(parties: Sequence[Party], label: str, core: str) -> Party | None:
    words = stems(core)
    if words:
        return next((p for p in parties if akin(p.words, words)), None)
    said = said_side(label)
    if said:
        return next((p for p in parties if said_side(p.heading) is said and not p.words), None)
    same = [party for party in parties if _shares_noun(core, party.name)]
    return same[0] if len(same) == 1 else None


def _shares_noun(core: str, name: str) -> bool:
    """Whether "области" is short for "Магаданская область": the same common noun, the label having no other word."""
    region = phrases("sides", "kind", "region")
    return bool(region.match(core)) and fold(core)[:5] in fold(name)


def _full(core: str, met: Sequence[str]) -> str:
    """A label's name; one that is only "области" is completed from the title."""
    if stems(core):
        return core
    fits = [name for name in met if _shares_noun(core, name)]
    return fits[0] if len(set(map(fold, fits))) == 1 else core


def _distinct(names: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for name in names:
        if stems(name) and not any(akin(stems(name), stems(other)) for other in kept):
            kept.append(name)
    return kept


def _assigned(parties: list[Party], texts: Sequence[tuple[str, float]]) -> list[Party]:
    """Sides that are said or told by the kind of body; then regions by what is said of them."""
    parties = [replace(party, side=_plain_side(party)) for party in parties]
    regions = [party for party in parties if party.side is None]
    if not regions:
        return parties
    taken = {party.side for party in parties}
    if len(regions) == 1 and (Side.BUYER in taken or Side.CURATOR in taken) and Side.RECIPIENT not in taken:
        return [replace(p, side=Side.RECIPIENT) if p.side is None else p for p in parties]
    if len(regions) == 1 and {Side.DONOR, Side.RECIPIENT} & taken and not {Side.DONOR, Side.RECIPIENT} <= taken:
        left = Side.RECIPIENT if Side.DONOR in taken else Side.DONOR
        return [replace(p, side=left) if p.side is None else p for p in parties]
    return _weighed(parties, texts)


def _weighed(parties: list[Party], texts: Sequence[tuple[str, float]]) -> list[Party]:
    """The region of which it is said that it receives is the recipient, the others give; even scales tell nothing."""
    weights = {p.heading or p.name: _balance(p, parties, texts) for p in parties if p.side is None}
    ranked = sorted(weights, key=lambda key: weights[key])
    if len(ranked) < 2 or weights[ranked[-1]] - weights[ranked[0]] < 1:
        return parties
    giver = ranked[0]
    sides = {key: Side.DONOR if key == giver else Side.RECIPIENT for key in ranked}
    return [replace(p, side=sides[p.heading or p.name]) if p.side is None else p for p in parties]


def _balance(party: Party, parties: Sequence[Party], texts: Sequence[tuple[str, float]]) -> float:
    others = frozenset().union(*(other.words for other in parties if other is not party))
    return balance(party.words | _noun(party, parties), others - party.words, texts)


def _noun(party: Party, parties: Sequence[Party]) -> frozenset[str]:
    """The common noun by which a text may call the party alone ("предприятия области"), if no other has it too."""
    words = _nouns(party)
    others = frozenset().union(*(_nouns(other) for other in parties if other is not party))
    return words - others


def _nouns(party: Party) -> frozenset[str]:
    region = phrases("sides", "kind", "region")
    found = [word for text in (party.name, *party.labels) for word in tokens(text) if region.match_tokens((word,))]
    return frozenset(stem(word) for word in found)


def _plain_side(party: Party) -> Side | None:
    said = next((side for label in (*party.labels, party.name) if (side := said_side(label))), None)
    if said:
        return said
    if "federal" in party.kinds:
        return Side.CURATOR
    return Side.BUYER if "company" in party.kinds and "region" not in party.kinds else None


def _doubts(parties: Sequence[Party]) -> tuple[Problem, ...]:
    """A party whose side nothing tells is said to the officer, with the side that will be assumed."""
    open_ones = [party for party in parties if party.side is None]
    if not open_ones:
        return ()
    names = ", ".join(nominative(party.name) for party in open_ones)
    return (Problem("SIDES_ASSUMED", Severity.WARNING, values=(("parties", names),)),)


def _assumed(parties: list[Party]) -> list[Party]:
    """The first party whose side nothing tells is taken for the donor, the further ones for recipients."""
    taken = {party.side for party in parties}
    left = [side for side in (Side.DONOR, Side.RECIPIENT) if side not in taken]
    return [replace(p, side=left.pop(0) if left else Side.RECIPIENT) if p.side is None else p for p in parties]
