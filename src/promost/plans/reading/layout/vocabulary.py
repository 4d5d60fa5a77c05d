"""The words by which documents announce their parts: read from the data files beside, and matched by stems."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from promost.kit.text import fold

_TOKEN = re.compile(r"[a-zа-яёіїєґ0-9]+|[№#%✓✔✗✘•●■█*+]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase met in a text: ``score`` grows with its length and falls with its distance from the beginning."""

    score: float
    at: int
    """Index of the first word it covers."""
    words: int = 1


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[str, ...]:
    """The text's words, folded: lower case, one alphabet per word, ё as е; marks such as № and % count as words."""
    return tuple(_TOKEN.findall(fold(text)))


_Phrase = tuple[tuple[str, bool], ...]
_KEY = 3
"""Phrases are looked up by so many first letters of their first word."""
_REMEMBERED = 8192
"""A list remembers the phrases for so many different words."""


class Phrases:
    """A list of phrases; each word of a phrase is a beginning of a word, or with "=" before it the whole word."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[_Phrase]] = {}
        self._known: dict[str, list[_Phrase]] = {}
        for phrase in phrases:
            words = _compiled(phrase)
            if words:
                self._by_first.setdefault(words[0][0][:_KEY], []).append(words)

    def match(self, text: str) -> Match | None:
        """The best phrase of the list in ``text``, or None."""
        return self.match_tokens(tokens(text))

    def match_tokens(self, words: Sequence[str]) -> Match | None:
        """As `match`, for a text already parted into words."""
        best: Match | None = None
        for at, word in enumerate(words):
            for phrase in self._beginning(word):
                if _stands_at(phrase, words, at):
                    score = sum(len(stem) + 2 for stem, _ in phrase) / (1 + 0.25 * at)
                    if best is None or score > best.score:
                        best = Match(score, at, len(phrase))
        return best

    def starts(self, text: str) -> bool:
        """Whether the text begins with one of the phrases."""
        words = tokens(text)[:8]
        if not words:
            return False
        return any(_stands_at(phrase, words, 0) for phrase in self._beginning(words[0]))

    def count(self, text: str) -> float:
        """The summed length of every phrase met in the text, each place counted once by its longest phrase."""
        words, total, at = tokens(text), 0.0, 0
        while at < len(words):
            fits = [phrase for phrase in self._beginning(words[at]) if _stands_at(phrase, words, at)]
            longest = max(fits, key=lambda phrase: sum(len(stem) for stem, _ in phrase), default=())
            total += sum(len(stem) + 2 for stem, _ in longest)
            at += max(1, len(longest))
        return total

    def _beginning(self, word: str) -> list[_Phrase]:
        """The phrases that could begin with the word: those whose first letters it shares."""
        found = self._known.get(word)
        if found is None:
            keys = {word[:length] for length in range(1, _KEY + 1)}
            found = [phrase for key in sorted(keys) for phrase in self._by_first.get(key, ())]
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[word] = found
        return found


def _compiled(phrase: str) -> _Phrase:
    """A phrase as (stem, whole word?) pairs."""
    return tuple((token, part.startswith("=")) for part in phrase.split() for token in tokens(part))


def _stands_at(phrase: _Phrase, words: Sequence[str], at: int) -> bool:
    if at + len(phrase) > len(words):
        return False
    for (stem, exact), word in zip(phrase, words[at : at + len(phrase)], strict=True):
        if word != stem if exact else not word.startswith(stem):
            return False
    return True


@cache
def load(name: str) -> Mapping[str, Any]:
    """A data file of this folder, parsed: ``load("words")`` reads words.toml."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def phrases(name: str, *path: str) -> Phrases:
    """The phrases under a key of a data file: ``phrases("words", "lines", "total")``."""
    node: Any = load(name)
    for key in path:
        node = node[key]
    return Phrases(node)
