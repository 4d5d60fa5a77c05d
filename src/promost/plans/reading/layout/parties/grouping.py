"""Labels that mean the same party brought together, and the party's full name found in the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from promost.kit.text import fold
from promost.plans.reading.layout.parties.labels import said_side
from promost.plans.reading.layout.parties.names import akin, bare, kinds, stems
from promost.plans.reading.layout.parties.party import Party
from promost.plans.reading.layout.vocabulary import phrases


def grouped(labels: Sequence[str], met: Sequence[str]) -> list[Party]:
    """One party for the labels that mean the same; where these are not two, the further ones that the title names."""
    parties: list[Party] = []
    for label in labels:
        core = bare(label)
        found = _find(parties, label, core)
        if found is None:
            name = _full(core, met) if core else label
            words = stems(core) or (stems(name) if name != core else frozenset())
            kind = kinds(core) | kinds(name) | _kinds_met(words, met)
            parties.append(Party(name or label, (label,), words, frozenset(kind), heading=label))
        else:
            at = parties.index(found)
            parties[at] = replace(found, labels=(*found.labels, label), words=found.words | stems(core))
    if len(parties) > 1:
        return parties
    unnamed = [name for name in _distinct(met) if not any(akin(party.words, stems(name)) for party in parties)]
    return [*parties, *(Party(name, (), stems(name), frozenset(kinds(name))) for name in unnamed)]


def _kinds_met(words: frozenset[str], met: Sequence[str]) -> set[str]:
    """What the text says the body is: "Росатом" is a company where the title has "Госкорпорация «Росатом»"."""
    return {kind for name in met if akin(words, stems(name)) for kind in kinds(name)}


def _distinct(names: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for name in names:
        if stems(name) and not any(akin(stems(name), stems(other)) for other in kept):
            kept.append(name)
    return kept


def named_by_cells(party: Party, columns: Mapping[str, Sequence[str]], met: Sequence[str]) -> Party:
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
