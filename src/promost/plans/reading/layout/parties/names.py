"""Names of parties: the words that tell one from another, and the form in which a dictionary has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from promost.kit.text import clean
from promost.plans.reading.layout.vocabulary import Phrases, load, phrases, tokens

_PREFIX = re.compile(
    r"^(?:(?:ответственн\w+|соисполнител\w+|исполнител\w+|лица|лицо|responsible|lead|partner|owners?)\b[\s(,:–—-]*)*"
    r"(?:(?:от|со стороны|сторона|from|on behalf of|on the part of|for|by)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(
    r"^(?:ответственн|исполнител|соисполнител|responsib|lead|partner|owner).*?\s"
    r"(?:от|со стороны|from|on behalf of|on the part of)\s+(?:the\s+)?(.+)$",
    re.IGNORECASE,
)
_PARTED = re.compile(r"(?<=[а-яa-z])-\s+(?=[а-яa-z])")
_BRACKETS = re.compile(r"^([^()]*)\(([^()]+)\)\s*$")
_SHORT_MINISTRY = ("минпромторг", "минэконом", "минвосток", "минсельхоз", "минтруд")
_SHORTEST = 3


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The unchanging part of a Russian word: "москвы" → "москв", "магаданской" → "магаданск"; others as they are."""
    if not "а" <= word[:1] <= "я":
        return word
    for ending in _endings():
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """The words of a name that it does not share with any other body, brought to their stems."""
    common, wrapping = phrases("sides", "wrapping", "common"), phrases("sides", "wrapping", "before")
    words = [word for word in tokens(text) if len(word) >= _SHORTEST and not word.isdigit()]
    own = [word for word in words if not common.match_tokens((word,)) and not wrapping.match_tokens((word,))]
    return frozenset(stem(word) for word in own)


def akin(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names share a word of their own."""
    return any(_same(a, b) for a in one for b in other)


def _same(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    if one == other:
        return True
    return shorter >= 5 and abs(len(one) - len(other)) <= 3 and one[:shorter] == other[:shorter]


def bare(label: str) -> str:
    """A label without "от", "responsible", brackets: what is left is the party's name, or nothing."""
    text = _PARTED.sub("", clean(label))
    text = text.rpartition(": ")[2].strip() or text
    told = _ON_BEHALF.match(text)
    if told:
        return told.group(1).strip(" ().:;,–—-")
    inside = _BRACKETS.match(text)
    if inside and not stems(inside.group(1)) and not kinds(inside.group(1)):
        text = inside.group(2)
    return _PREFIX.sub("", text, count=1).strip(" ().:;,–—-")


def nominative(name: str) -> str:
    """The name in its dictionary form, as far as endings tell: "города Москвы" → "город Москва".

    A name whose first word is in no oblique form stays as it is.
    """
    words = name.split()
    rules = load("sides")["nominative"]
    first = words[0].casefold() if words else ""
    if first in rules["heads"]:
        town = [_ended(word, rules["alone"]) for word in words[1:2]] if first.startswith("г") else words[1:2]
        return " ".join([_kept_case(words[0], rules["heads"][first]), *town, *words[2:]])
    if len(words) == 1 or first.startswith(_SHORT_MINISTRY):
        return " ".join([_ended(word, rules["alone"]) for word in words[:1]] + words[1:])
    head = next((i for i, word in enumerate(words) if word.casefold() in rules["after_adjective"]), None)
    return _with_adjectives(words, head, rules) if head else name


def _with_adjectives(words: list[str], head: int, rules: Mapping[str, Any]) -> str:
    """Adjectives before their noun, by the noun's gender; a name that begins otherwise stays as it is."""
    noun = _kept_case(words[head], rules["after_adjective"][words[head].casefold()])
    endings = rules["feminine_endings" if noun.casefold() in rules["feminine"] else "masculine_endings"]
    changed = [_ended(word, endings) for word in words[:head]]
    if any(new == old for new, old in zip(changed, words[:head], strict=True)):
        return " ".join(words)
    return " ".join([*changed, noun, *words[head + 1 :]])


def mentions(text: str) -> tuple[str, ...]:
    """The parties' names met in running text, in order, each once."""
    found: list[tuple[int, str]] = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            if not any(at <= match.start() < at + len(name) for at, name in found):
                found.append((match.start(), clean(match.group())))
    names = [name for _, name in sorted(found)]
    return tuple(dict.fromkeys(names))


def kinds(text: str) -> set[str]:
    """The kinds that a name's words speak for: federal, company, region."""
    return {kind for kind in ("federal", "company", "region") if _kind(kind).match(text)}


def _kind(name: str) -> Phrases:
    return phrases("sides", "kind", name)


def _kept_case(before: str, after: str) -> str:
    return after[:1].upper() + after[1:] if before[:1].isupper() else after


def _ended(word: str, endings: Iterable[tuple[str, str]]) -> str:
    """The word with the first of the endings that fits exchanged."""
    for ending, to in endings:
        if word.endswith(ending):
            return word[: -len(ending)] + to
    return word


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in load("sides")["mention"]["patterns"])


@cache
def _endings() -> tuple[str, ...]:
    """The endings of nouns and adjectives, the longest first."""
    return tuple(sorted(load("sides")["names"]["endings"], key=len, reverse=True))
