"""Pairing the rows of a newer document to a plan's measures. Pure: numbers and titles in, pairs out.

A pair is a proposal; the officer decides on the difference page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from promost.kit.text import fold

ENOUGH = 0.6
SAME_NUMBER_IS_WORTH = 0.2
SHORTEST = 3
"""Shorter words say nothing of what a measure is."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row or a measure: its key, its number and title as printed."""

    key: int
    number: str
    title: str


def pair(old: Sequence[Item], new: Sequence[Item]) -> dict[int, int]:
    """Return {new key: old key}, each old one once: equal titles first, then the likest words, helped by the number.

    Two rows are alike by the share of common words (Jaccard); below ENOUGH, with the bonus of an equal number, they are
    not paired: a struck-out measure and a new one are better than a wrong history.
    """
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, new_key, old_key in sorted(_likeness(old, new), key=lambda each: -each[0]):
        if new_key not in pairs and old_key not in taken:
            pairs[new_key] = old_key
            taken.add(old_key)
    return pairs


def _likeness(old: Sequence[Item], new: Sequence[Item]) -> Iterable[tuple[float, int, int]]:
    known = [(item, _words(item.title)) for item in old]
    for item in new:
        words = _words(item.title)
        for other, other_words in known:
            score = _jaccard(words, other_words) + SAME_NUMBER_IS_WORTH * (item.number == other.number != "")
            if score >= ENOUGH:
                yield score, item.key, other.key


def _words(title: str) -> frozenset[str]:
    return frozenset(word for word in fold(title).split() if len(word) >= SHORTEST)


def _jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    if not left and not right:
        return 1.0
    return len(left & right) / len(left | right)
