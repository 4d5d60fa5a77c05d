"""Names of parties: the words that tell one from another, and the form in which a dictionary has them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import snowballstemmer

from promost.kit.text import clean
from promost.plans.reading.layout.vocabulary import Phrases, load, phrases, tokens

_PREFIX = re.compile(
    r"^(?:ответственн\w+|соисполнител\w+|исполнител\w+|responsible|lead|owners?)?[\s(,:–—-]*"
    r"(?:от|со стороны|сторона|from|on behalf of|on the part of|for|by)?\s*(?:the\s+)?",
    re.IGNORECASE,
)
_SHORTEST = 3


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The unchanging part of a word: "москвы" → "москв", "магаданской" → "магаданск"."""
    if not re.search("[а-я]", word):
        return word
    return str(_stemmer().stemWord(word))


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
    text = _PREFIX.sub("", clean(label), count=1)
    return text.strip(" ().:;,–—-")


def nominative(name: str) -> str:
    """The name in its dictionary form, as far as endings tell: "города Москвы" → "город Москва"."""
    words = name.split()
    fixed: dict[str, str] = load("sides")["nominative"]["words"]
    changed = [_kept_case(word, fixed.get(word.casefold(), word)) for word in words]
    if changed == words and not words[0].casefold().startswith(("минпром", "минэконом")):
        return name if len(words) > 1 else _noun(name)
    head = next((i for i, word in enumerate(words) if word.casefold() in fixed), 0)
    for index in range(len(words)):
        if index < head:
            changed[index] = _adjective(words[index], changed[head])
    if head == 0 and len(words) > 1 and words[0].casefold() in ("города", "городом"):
        changed[1] = _noun(words[1])
    if words[0].casefold().startswith(("минпром", "минэконом")):
        changed = [_noun(words[0]), *words[1:]]
    if head == 0 and words[0].casefold() not in ("города", "городом"):
        changed = [changed[0], *words[1:]]
    return " ".join(changed)


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


def _adjective(word: str, head: str) -> str:
    """An adjective before its noun, by the noun's gender."""
    rules = load("sides")["nominative"]
    gender = "feminine" if head in rules["feminine"] else "masculine"
    for ending, to in rules["adjective"][gender]:
        if word.endswith(ending):
            return word[: -len(ending)] + str(to)
    return word


def _noun(word: str) -> str:
    for ending, to in load("sides")["nominative"]["noun"]:
        if word.endswith(ending):
            return word[: -len(ending)] + str(to)
    return word


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in load("sides")["mention"]["patterns"])


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("russian")
