"""A cell of owners, read: its bodies with their persons; one cell of several sides by its markers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache

from promost.kit import text as texts
from promost.plans.reading.draft import Owner, Side
from promost.plans.reading.language import vocabulary
from promost.plans.reading.language.owners import bodies, people
from promost.plans.reading.language.owners.naming import owner
from promost.plans.reading.language.owners.splitting import items

_LONGEST = 600
_SHORT_NAME = 80
_SHORT_TITLE = 50
_DOT = "\ue000"
"""Stands for a full stop inside a name that a body bears; no document's own sign."""
_SIGN = r"[А-ЯЁA-Z]\.\s?(?:[А-ЯЁA-Z]\.\s?)?"
_KINDS = (
    r"(?:(?:г\.\s?о\.|м\.\s?о\.|м\.\s?р\.|гор\.\s?округ|г\.|гор\.|респ\.)\s*"
    r"|(?:го|городской округ|муниципальный округ|муниципальный район|город|республика)\s+)"
)
_KIND = re.compile(rf"^{_KINDS}", re.IGNORECASE)
"""Kinds of places, which documents write out or shorten as they like."""
_SURNAME = r"[А-ЯЁA-Z][а-яёa-z]+(?:-[А-ЯЁA-Z][а-яёa-z]+)?"
_CALLED_AFTER = re.compile(
    rf"(?<!\w)(?:им(?:\.|ени)|named after)\s*(?:[а-яёa-z]+\s+){{0,3}}(?:{_SIGN}{_SURNAME}|{_SURNAME}\s{_SIGN}(?=\W|$))"
)


def _covered(text: str) -> str:
    """The text with the initials of whom bodies are called after ("им. Н.П. Огарёва") hidden from persons' names."""
    return _CALLED_AFTER.sub(lambda match: match.group().replace(".", _DOT), text)


@lru_cache(maxsize=8192)
def read(text: str) -> tuple[Owner, ...]:
    """The bodies that one side's cell names, in order; none for an empty cell, a dash, "не требуется". Never raises."""
    if nobody(text):
        return ()
    found: list[Owner] = []
    for item in items(_covered(text)):
        one = owner(item)
        if one is None:
            _agreed(found, item)
        elif not one.name and found and found[-1].person is None and found[-1].name:
            found[-1] = replace(found[-1], person=one.person, by_agreement=found[-1].by_agreement or one.by_agreement)
        else:
            found += _each_person(one)
    shown = (replace(one, name=one.name.replace(_DOT, ".")) for one in found)
    return tuple(dict.fromkeys(shown))


def _each_person(one: Owner) -> list[Owner]:
    """Several persons without a body are each an owner."""
    if one.name or one.person is None:
        return [one]
    return [replace(one, person=person) for person in one.person.split(", ")]


def nobody(text: str) -> bool:
    """Whether the cell says outright that nobody answers: empty, a dash, "нет", "not applicable"."""
    words = " ".join(re.findall(r"[^\W\d_]+|/", texts.fold(text)))
    return not words or words in _nobody()


def _agreed(found: list[Owner], item: str) -> None:
    """A line that only says "(по согласованию)" speaks of the body before it."""
    if found and "соглас" in item.lower():
        found[-1] = replace(found[-1], by_agreement=True)


def read_marked(text: str, markers: Mapping[str, Side]) -> dict[Side, tuple[Owner, ...]]:
    """One cell of several sides, cut at the markers ("от Москвы: …; от области: …").

    ``markers`` maps a marker's words, with or without the sign behind them, to its side. What stands before the first
    marker comes under Side.OTHER; a side whose marker is met and has nobody has an empty tuple. Never raises.
    """
    cleaned = texts.clean_lines(text)
    places = _marked(cleaned, markers)
    answer: dict[Side, tuple[Owner, ...]] = {}
    head = cleaned[: places[0][0]] if places else cleaned
    if read(head):
        answer[Side.OTHER] = read(head)
    for at, (_, begin, side) in enumerate(places):
        end = places[at + 1][0] if at + 1 < len(places) else len(cleaned)
        answer[side] = (*answer.get(side, ()), *read(cleaned[begin:end].strip(" ;,.\n")))
    return answer


def _marked(text: str, markers: Mapping[str, Side]) -> list[tuple[int, int, Side]]:
    """(where a marker begins, where its bodies begin, side) in the order of the text."""
    found: list[tuple[int, int, Side]] = []
    for marker in sorted(markers, key=len, reverse=True):
        words = marker.strip(" :–—-\n")
        if not words:
            continue
        told = _spelled(words)
        pattern = re.compile(rf"(?:^|(?<=[;,.\n(])|(?<=\s))\s*({told})\s*(?::|\s?[–—](?=\s)|-(?=\s))\s*", re.IGNORECASE)
        for match in pattern.finditer(text):
            if not any(begin <= match.start(1) < end or begin < match.end() <= end for begin, end, _ in found):
                found.append((match.start(1), match.end(), markers[marker]))
    return sorted(found)


def _spelled(marker: str) -> str:
    """A pattern for the marker's words in any spelling of a place's kind: "г.о. Север", "городской округ Север"."""
    plain = _KIND.sub("", marker) or marker
    kind = f"{_KINDS}?" if plain != marker or plain[:1].isupper() else ""
    return kind + r"\s+".join(map(re.escape, plain.split()))


@lru_cache(maxsize=8192)
def looks_like(text: str) -> float:
    """How much a text looks like bodies that answer for something, from 0 to 1; 0 for an empty cell or a dash."""
    if nobody(text) or len(text) > _LONGEST:
        return 0.0
    parts = items(_covered(text))
    if not parts:
        return 0.0
    return sum(map(_likeness, parts)) / len(parts)


def _likeness(item: str) -> float:
    one = owner(item)
    if one is None:
        return 0.0
    if not one.name:
        return 0.9
    if bodies.begins(one.name):
        return 1.0 if len(one.name) < 160 else 0.6
    told = one.person is not None or one.by_agreement or (" " in one.name and people.is_post(one.name))
    if told:
        return 0.8
    if bodies.is_titled(one.name) and len(one.name) < _SHORT_TITLE:
        return 0.5
    return 0.3 if bodies.follows(one.name) and len(one.name) < _SHORT_NAME else 0.0


@cache
def _nobody() -> frozenset[str]:
    return frozenset(vocabulary.load("owners/words.toml")["nobody"]["words"])
