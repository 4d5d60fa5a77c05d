"""Sides that a preamble defines: "… (далее – Сторона 1)", "… (hereinafter Party A)", named in headings by that word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from promost.plans.reading.layout.parties.labels import ORDINAL, said_side
from promost.plans.reading.layout.parties.names import kinds, mentions, stems
from promost.plans.reading.layout.parties.party import Party

_DEFINED = re.compile(r"\((?:далее|именуем|hereinafter|hereafter|the\s+[«\"“]?part)[^()]*\)", re.IGNORECASE)


def ordinal(label: str) -> str:
    """The ordinal of a side ("1", "A") that a label calls "Сторона 1", "Party A"; '' where it does not."""
    match = ORDINAL.search(label)
    return match.group(1).upper() if match else ""


def with_definitions(parties: Iterable[Party], texts: Iterable[str]) -> list[Party]:
    """The parties; those headed only by an ordinal get the name, and the side if one is said, that the texts define."""
    known = _definitions(texts)
    return [_named(party, known) for party in parties]


def _named(party: Party, known: dict[str, tuple[str, str]]) -> Party:
    found = known.get(ordinal(party.heading)) if not party.words else None
    if found is None:
        return party
    name, said = found
    kind = frozenset(kinds(name))
    return replace(party, name=name, words=stems(name), kinds=kind, side=said_side(said))


def _definitions(texts: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Ordinal → the name that stands before its brackets, and what the brackets say."""
    found: dict[str, tuple[str, str]] = {}
    for text in texts:
        for match in _DEFINED.finditer(text):
            names = mentions(text[: match.start()])
            number = ordinal(match.group())
            if names and number:
                found.setdefault(number, (names[-1], match.group()))
    return found
