"""The text of a promise as words and figures with their places; dates, numbers of documents and the like are passed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from promost.kit import text as texts
from promost.plans.reading.language import numbers, vocabulary
from promost.plans.reading.language.lexicon import Lexicon

_LEXEME = re.compile(
    r"(?P<counted>\d+)-(?:х|ти|ми|мя|и)(?![^\W\d_])"
    r"|(?P<name>\d+[AC-JLN-Z](?!\w)|[^\W\d_]+-\d[\d.,-]*|\d+(?:[.,]\d+)?-[^\W\d_]+(?:-[^\W\d_]+)*|[^\W\d_]+\d+[^\W_]*(?<![мm][23]))"
    r"|(?P<date>\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?!\d)|\d{1,2}:\d{2}|\d{4}\s?[/–-]\s?\d{2,4}(?!\d)|\d+/\d+)"
    rf"|(?P<figure>{numbers.DIGITS})"
    r"|(?P<word>[^\W\d_]+[23]?)"
    r"|(?P<sign>[%₽€$£№≥≤<>=+()–—:/;,.-])"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, figure or sign. ``kind`` is name, date, figure, word or sign; ``word`` is its folded text."""

    kind: str
    word: str
    begin: int
    end: int


def pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of a clean text in order; a full stop behind an abbreviation is dropped."""
    found: list[Piece] = []
    for match in _LEXEME.finditer(text):
        kind = match.lastgroup or ""
        raw = match.group()
        if raw == "." and found and found[-1].kind == "word" and len(found[-1].word) <= 4:
            continue
        if kind == "counted":
            kind, raw = "figure", match.group(kind)
        word = texts.fold(raw) if kind == "word" else raw.replace("—", "–")
        found.append(Piece(kind, word, match.start(), match.end()))
    return tuple(found)


@cache
def words(section: str, name: str) -> Lexicon[str]:
    """The lexicon of one list of words.toml."""
    return Lexicon.of((phrase, name) for phrase in vocabulary.load("targets/words.toml")[section][name])


def matches_before(lexicon: Lexicon[str], row: tuple[str, ...], at: int, longest: int = 4) -> int:
    """How many words straight before ``row[at]`` are a phrase of the lexicon; the longest such phrase, 0 for none."""
    for length in range(min(longest, at), 0, -1):
        found = lexicon.match(row, at - length)
        if found is not None and found[1] == length:
            return length
    return 0
