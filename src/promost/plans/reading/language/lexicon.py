"""A lexicon: phrases of folded words → meaning, found longest first; "кварт*" stands for every word that begins so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")
_KEY = 3


@dataclass(slots=True)
class Lexicon(Generic[Meaning]):
    """Phrases by their first word. A first word may be a stem only when it has three letters or more before "*"."""

    _exact: dict[str, list[tuple[tuple[str, ...], Meaning]]] = field(default_factory=dict)
    _stems: dict[str, list[tuple[tuple[str, ...], Meaning]]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[tuple[str, Meaning]]) -> Lexicon[Meaning]:
        """Built from (phrase, meaning) pairs; the words of a phrase are parted by spaces."""
        lexicon = cls()
        for phrase, meaning in entries:
            lexicon._add(tuple(phrase.split()), meaning)
        for shelf in (*lexicon._exact.values(), *lexicon._stems.values()):
            shelf.sort(key=lambda entry: _weight(entry[0]), reverse=True)
        return lexicon

    def _add(self, words: tuple[str, ...], meaning: Meaning) -> None:
        first = words[0]
        if not first.endswith("*"):
            self._exact.setdefault(first, []).append((words, meaning))
            return
        if len(first) <= _KEY:
            raise ValueError(f"The stem {first!r} is too short to be looked up.")
        self._stems.setdefault(first[:_KEY], []).append((words, meaning))

    def match(self, words: Sequence[str], at: int) -> tuple[Meaning, int] | None:
        """The longest phrase that begins at ``words[at]`` and how many words it takes; an exact word beats a stem."""
        best: tuple[tuple[str, ...], Meaning] | None = None
        for shelf in (self._exact.get(words[at]), self._stems.get(words[at][:_KEY])):
            for entry in shelf or ():
                if best is not None and _weight(entry[0]) <= _weight(best[0]):
                    break
                if _agrees(entry[0], words, at):
                    best = entry
                    break
        return None if best is None else (best[1], len(best[0]))

    def find(self, word: str) -> Meaning | None:
        """The meaning of a single word."""
        found = self.match((word,), 0)
        return None if found is None else found[0]


def _weight(phrase: tuple[str, ...]) -> tuple[int, int, int]:
    """Longer phrases first; then fewer stems; then longer words."""
    return len(phrase), -sum(word.endswith("*") for word in phrase), sum(map(len, phrase))


def _agrees(phrase: tuple[str, ...], words: Sequence[str], at: int) -> bool:
    if at + len(phrase) > len(words):
        return False
    for offset, pattern in enumerate(phrase):
        word = words[at + offset]
        if pattern.endswith("*"):
            if not word.startswith(pattern[:-1]):
                return False
        elif word != pattern:
            return False
    return True
