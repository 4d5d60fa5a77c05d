"""The kind and the level of a scheme, from the words of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from promost.plans.reading.layout.vocabulary import Phrases
from promost.support.reading.cells.words import load


def kind_of(said: str, name: str) -> str:
    """The code of the kind; "other" where the words name none. Where they name several, ``name`` chooses."""
    for phrases, kinds in _several():
        if phrases.match(said):
            return next((kind for kind in kinds[1:] if _named(kind).match(name)), kinds[0])
    return next((kind for kind, phrases in _kinds() if phrases.match(said)), "")


def level_of(said: str) -> str:
    """The code of the level ("federal", "regional", "municipal"); empty where the words say none of them."""
    return next((level for level, phrases in _levels() if phrases.match(said)), "")


@cache
def _kinds() -> Sequence[tuple[str, Phrases]]:
    return [(kind["code"], Phrases(kind["says"])) for kind in load("kinds")["kind"]]


@cache
def _named(kind: str) -> Phrases:
    return next(Phrases(each["name"]) for each in load("kinds")["kind"] if each["code"] == kind)


@cache
def _several() -> Sequence[tuple[Phrases, Sequence[str]]]:
    return [(Phrases([each["says"]]), each["kinds"]) for each in load("kinds")["several"]]


@cache
def _levels() -> Sequence[tuple[str, Phrases]]:
    return [(level["code"], Phrases(level["says"])) for level in load("kinds")["level"]]
