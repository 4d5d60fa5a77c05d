"""Which region gives and which receives: told by the words that stand beside their names."""

from __future__ import annotations

from collections.abc import Iterable

from promost.plans.reading.layout.parties.names import akin, stem
from promost.plans.reading.layout.vocabulary import Match, Phrases, phrases, tokens

_BEFORE = 5
_AFTER = 3
_JOINING = frozenset({"и", "and", "the", "г", "города", "of", "правительства", "city"})
"""Words that join two names, so that what stands before the first is said of both."""


def balance(name: frozenset[str], others: frozenset[str], texts: Iterable[tuple[str, float]]) -> float:
    """How much the texts (each with its weight) speak for the party as the one that receives; below 0: as the giver.

    ``name`` and ``others`` are the stems of the party's own words and of the other parties': what stands before
    another's name is said of that one.
    """
    total = 0.0
    for text, weight in texts:
        words = tokens(text)
        for at, word in enumerate(words):
            if akin(name, frozenset((stem(word),))):
                total += weight * _near(words, at, others)
    return total


def _near(words: tuple[str, ...], at: int, others: frozenset[str]) -> float:
    if _helps(words, at, others):
        return -1.0
    before, after = words[max(0, at - _BEFORE) : at], words[at + 1 : at + 1 + _AFTER]
    cut = max((i + 1 for i, word in enumerate(before) if akin(others, frozenset((stem(word),)))), default=0)
    before = before[cut:] if set(before[cut:]) - _JOINING else before
    gives, takes = _last(_list("donor_before"), before), _last(_list("recipient_before"), before)
    score = 0.0
    if gives or takes:
        score += 1.0 if takes > gives else -1.0
    elif before and _list("recipient_just_before").match_tokens(before[-1:]):
        score += 0.5
    score += 1.0 if _list("recipient_after").match_tokens(after) else 0.0
    score -= 1.0 if _list("donor_after").match_tokens(after) else 0.0
    return score


def _helps(words: tuple[str, ...], at: int, others: frozenset[str]) -> bool:
    """Whether help is said to be the party's, and the other's name follows at once: "содействие края республике".

    An instrumental after the names ("помощь области городом") says the contrary.
    """
    if not _last(_list("help"), words[max(0, at - 2) : at]):
        return False
    region = phrases("sides", "kind", "region")
    for place, word in enumerate(words[at + 1 : at + 5], at + 1):
        if akin(others, frozenset((stem(word),))):
            return not _list("by_whom").match_tokens(words[at + 1 : place + 2])
        if not region.match_tokens((word,)):
            return False
    return False


def _last(names: Phrases, words: tuple[str, ...]) -> int:
    """One more than the index of the last phrase met; the nearer to the name, the higher. 0 where none is."""
    for start in range(len(words) - 1, -1, -1):
        match: Match | None = names.match_tokens(words[start:])
        if match and match.at == 0:
            return start + match.words
    return 0


def _list(name: str) -> Phrases:
    return phrases("sides", "evidence", name)
