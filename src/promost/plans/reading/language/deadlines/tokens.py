"""From the text of a term to tokens: numeric dates, numbers, Roman numerals, and the words of words.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from promost.kit import text as texts
from promost.plans.reading.language import vocabulary
from promost.plans.reading.language.lexicon import Lexicon

from . import slips

_LEXEME = re.compile(
    r"(?P<date>\d{4}\s?(?P<s1>[-./])\s?\d{1,2}\s?(?P=s1)\s?\d{1,2}(?!\d)"
    r"|\d{1,2}\s?(?P<s2>[-./])\s?\d{1,2}\s?(?P=s2)\s?(?:\d{4}|\d{2})(?!\d)"
    r"|\d{1,2},\d{1,2},(?:19|20)\d{2}(?!\d)"
    r"|(?<![^\W\d_])(?:0?[1-9]|1[0-2])[./]\d{4}(?!\d)|(?:19|20)\d{2}[-./](?:0[1-9]|1[0-2])(?![\d./]))"
    r"|(?P<time>T?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)"
    r"|(?P<short>\d{1,2}\.\d{1,2}(?![\d]))"
    r"|(?P<ordnum>\d{1,4}(?i:\s?-\s?(?:ого|его|ому|ему|ого|ой|ый|ий|ая|ое|ье|ья|ом|ем|го|му|й|е|м|х|я|ю)"
    r"|-?(?:го|й|ый|ой|ое|ая)|\s?(?:st|nd|rd|th))(?![^\W\d_]))"
    r"|(?P<roman>(?<!\w)(?=[1l|!]*[IViv\u0406\u0456ПШ\u2160-\u2163])[IViv\u0406\u04561l|!ПШУ\u2160-\u2163]{1,4}"
    r"(?:(?!\w)|(?=(?i:кв|пол)))|(?<!\w)[пш](?=\s?(?:кв|полуг)))"
    r"|(?P<num>\d+)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<dash>[-‐‑‒–—―−]+)"
    r"|(?P<open>[(\[])|(?P<close>[)\]])"
    r"|(?P<mark>[,;:/&+])",
)

_LOOKED_UP = frozenset({"word", "mark", "roman"})
_EPOCH = date(1899, 12, 30)
_SERIALS = range(36526, 58000)
"""Bare numbers that a spreadsheet would show as a day from 2000 to 2058."""
_CYRILLIC = re.compile(r"[\u0430-\u044f]")
_LEADING_DIGITS = re.compile(r"\d+")
_PREPOSITIONS = {"c": "с", "C": "с", "k": "к", "K": "к", "co": "со", "ko": "ко", "B": "в"}
"""Short words that are typed wholly in Latin twins."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token. ``kind`` and ``value`` as in words.toml, or date, time, short, ordnum, roman, num, year, word, dash.

    ``begin`` and ``stop`` are places in the text; ``depth`` counts open parentheses; ``slip`` names what was doubtful
    in the typing (lookalike, roman, two_digit, month_typo, …) and ``offer`` the spelling that was taken instead.
    """

    kind: str
    value: Any
    begin: int
    stop: int
    depth: int = 0
    slip: str = ""
    offer: str = ""
    raw: str = ""


@cache
def lexicon() -> Lexicon[tuple[str, str]]:
    """The words of words.toml and the number words → (kind, value)."""
    table = vocabulary.load("deadlines/words.toml")
    entries = [
        (phrase, (kind, value))
        for kind, values in table.items()
        for value, phrases in values.items()
        for phrase in phrases
    ]
    entries += [(word, ("card", str(value))) for word, value in vocabulary.cardinals().items()]
    entries += [(word, ("ord", str(value))) for word, value in vocabulary.ordinals().items()]
    return Lexicon.of(entries)


@dataclass(frozen=True, slots=True)
class _Lexeme:
    kind: str
    raw: str
    word: str
    begin: int
    stop: int
    slip: str


def _lexemes(text: str) -> Iterator[_Lexeme]:
    russian = _CYRILLIC.search(text) is not None
    for match in _LEXEME.finditer(text):
        kind = match.lastgroup or ""
        raw = match.group()
        word, slip = raw, ""
        if kind == "word":
            word, slip = (_PREPOSITIONS[raw], "lookalike") if russian and raw in _PREPOSITIONS else _folded(raw)
        elif kind == "roman":
            word = raw.casefold()
        elif kind == "dash":
            word = "-"
        yield _Lexeme(kind, raw, word, match.start(), match.end(), slip)


@lru_cache(maxsize=4096)
def _folded(raw: str) -> tuple[str, str]:
    """A word for looking up, and "lookalike" if letters of the other alphabet stand in it."""
    if texts.is_lookalike(raw):
        return texts.fold(raw), "lookalike"
    word = texts.fold(raw)
    if not raw.isascii() or len(word) < 3 or lexicon().find(word) is not None:
        return word, ""
    twin = texts.fold(texts.to_cyrillic(raw))
    return (twin, "lookalike") if lexicon().find(twin) is not None and not twin.isascii() else (word, "")


@lru_cache(maxsize=4096)
def tokenise(text: str, *, slips_of_hand: bool = True) -> tuple[Token, ...]:
    """The tokens of a text. Without ``slips_of_hand`` a mistyped word stays an unknown word."""
    lexemes = tuple(_lexemes(text))
    words = tuple(lexeme.word for lexeme in lexemes)
    tokens: list[Token] = []
    at = depth = 0
    while at < len(lexemes):
        lexeme = lexemes[at]
        if lexeme.kind in {"open", "close"}:
            depth = max(depth + (1 if lexeme.kind == "open" else -1), 0)
            at += 1
            continue
        found = lexicon().match(words, at) if lexeme.kind in _LOOKED_UP else None
        if found and lexeme.kind == "roman" and found[1] == 1:
            found = None
        length = found[1] if found else 1
        tokens.append(_token(lexemes[at : at + length], found[0] if found else None, depth, slips_of_hand))
        at += length
    return tuple(tokens)


def _token(lexemes: tuple[_Lexeme, ...], meaning: tuple[str, str] | None, depth: int, slips_of_hand: bool) -> Token:
    first, last = lexemes[0], lexemes[-1]
    slip = next((lexeme.slip for lexeme in lexemes if lexeme.slip), "")
    if meaning is not None:
        kind, value = meaning
        return Token(kind, int(value) if value.isdigit() else value, first.begin, last.stop, depth, slip, raw=first.raw)
    if first.kind == "word" and slips_of_hand:
        nearest = slips.nearest(first.word)
        if nearest is not None:
            kind, value, offer = nearest
            slip = "month_typo" if kind == "month" else "word_typo"
            return Token(
                kind, int(value) if value.isdigit() else value, first.begin, last.stop, depth, slip, offer, first.raw
            )
    return _numeral(first, depth)


def _numeral(lexeme: _Lexeme, depth: int) -> Token:
    """A lexeme that is no word: its number is its value."""
    kind, slip = lexeme.kind, ""
    value: str | int = lexeme.raw
    if kind == "roman":
        value, slip = slips.roman(lexeme.raw)
        kind = "roman" if value else "word"
    elif kind in {"num", "ordnum"}:
        value = int(_LEADING_DIGITS.findall(lexeme.raw)[0][:9])
        kind = "year" if 1000 <= value <= 9999 else kind
        if lexeme.kind == "num" and len(lexeme.raw) == 5 and value in _SERIALS:
            kind, value, slip = "date", f"{_EPOCH + timedelta(days=value):%d.%m.%Y}", "serial"
    elif kind == "word":
        value = lexeme.word
    return Token(kind, value, lexeme.begin, lexeme.stop, depth, slip, raw=lexeme.raw)
