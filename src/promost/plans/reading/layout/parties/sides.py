"""Parties and their sides: said outright, told by what they are or what is said of them, or assumed and said so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from promost.plans.reading.draft import Problem, Severity, Side
from promost.plans.reading.layout.parties.evidence import balance
from promost.plans.reading.layout.parties.labels import said_side
from promost.plans.reading.layout.parties.names import nominative, stem
from promost.plans.reading.layout.parties.party import Party
from promost.plans.reading.layout.vocabulary import phrases, tokens


def assigned(parties: list[Party], texts: Sequence[tuple[str, float]]) -> list[Party]:
    """Sides that are said or told by the kind of body; then regions by what is said of them."""
    parties = [replace(party, side=party.side or _plain_side(party)) for party in parties]
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
    if len(parties) == 1 and abs(weights[ranked[0]]) >= 1:
        return [replace(parties[0], side=Side.RECIPIENT if weights[ranked[0]] > 0 else Side.DONOR)]
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


def doubts(open_ones: Sequence[Party], settled: Sequence[Party]) -> tuple[Problem, ...]:
    """A party whose side nothing tells is said to the officer, with the side that was assumed."""
    if not open_ones:
        return ()
    labels = {party.heading or party.name for party in open_ones}
    taken = [party for party in settled if (party.heading or party.name) in labels]
    givers = ", ".join(nominative(party.name) for party in taken if party.side is Side.DONOR)
    takers = ", ".join(nominative(party.name) for party in taken if party.side is Side.RECIPIENT)
    return (Problem("SIDES_ASSUMED", Severity.WARNING, values=(("giver", givers or "–"), ("receiver", takers or "–"))),)


def assumed(parties: list[Party]) -> list[Party]:
    """Parties whose side nothing tells: the first is taken for the donor, others (or a lone one) for recipients."""
    taken = {party.side for party in parties}
    left = [side for side in (Side.DONOR, Side.RECIPIENT) if side not in taken and len(parties) > 1]
    return [replace(p, side=left.pop(0) if left else Side.RECIPIENT) if p.side is None else p for p in parties]
