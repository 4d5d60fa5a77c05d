"""Text as people type it, made comparable: spaces, dashes, quotes, and Latin letters that look Cyrillic. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_TYPED = {**_INVISIBLE, ord("\u2011"): "-", ord("\u2010"): "-", ord("\x0b"): "\n", ord("\x0c"): "\n"}
_SPACES = re.compile(r"\s+")
_LINE_SPACES = re.compile(r"[^\S\n]+")
_LINE_BREAKS = re.compile(r" ?(?:\n ?)+")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
_TWINS = {
    **dict(zip("ABCEHKMOPTXYaceopxyk", "АВСЕНКМОРТХУасеорхук", strict=True)),
    "i": "і",
    "I": "І",
}
_TO_CYRILLIC = str.maketrans({latin: twin for latin, twin in _TWINS.items() if latin not in "iI"})
_TO_LATIN = str.maketrans({twin: latin for latin, twin in _TWINS.items()})
_FOLDS = {
    **dict.fromkeys(map(ord, "«»„“”‟″"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛′`"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    ord("ё"): "е",
}


def clean(text: str) -> str:
    """The text on one line: every kind of space is one space, invisible marks are gone, a no-break hyphen is "-".

    Letters stay as typed, look-alikes too; dashes other than U+2010 and U+2011 stay.
    """
    return _SPACES.sub(" ", text.translate(_TYPED)).strip()


def clean_lines(text: str) -> str:
    """As `clean`, but line feeds stay (several count as one, and no line begins or ends with a space)."""
    lines = _LINE_SPACES.sub(" ", text.translate(_TYPED).replace("\r\n", "\n").replace("\r", "\n"))
    return _LINE_BREAKS.sub("\n", lines).strip()


def latin_lookalikes(text: str) -> tuple[str, ...]:
    """The words of ``text`` that mix Cyrillic with Latin twins ("мapт", "Cрок"), in order, as typed."""
    if text.isascii() or not _LATIN.search(text):
        return ()
    return tuple(word for word in _WORD.findall(text) if is_lookalike(word))


def is_lookalike(word: str) -> bool:
    """Whether one word mixes the two alphabets and could have been meant wholly in one of them."""
    if word.isascii() or not (_LATIN.search(word) and _CYRILLIC.search(word)):
        return False
    return not _LATIN.search(word.translate(_TO_CYRILLIC)) or not _CYRILLIC.search(word.translate(_TO_LATIN))


@lru_cache(maxsize=4096)
def one_alphabet(word: str) -> str:
    """A word of mixed letters brought to one alphabet, Cyrillic first; any other word as it is."""
    if not is_lookalike(word):
        return word
    cyrillic = word.translate(_TO_CYRILLIC)
    return cyrillic if not _LATIN.search(cyrillic) else word.translate(_TO_LATIN)


def to_cyrillic(word: str) -> str:
    """Every Latin twin as its Cyrillic letter ("MAPT" → "МАРТ"); letters without a twin stay."""
    return word.translate(_TO_CYRILLIC)


def unmix(text: str) -> str:
    """The text with each word of mixed letters brought to one alphabet."""
    if text.isascii() or not _LATIN.search(text):
        return text
    return _WORD.sub(lambda match: one_alphabet(match.group()), text)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text for comparing: clean, one alphabet per word, lower case, ё as е, one kind of dash and quote."""
    folded = unicodedata.normalize("NFKC", unmix(clean(text))).casefold().translate(_FOLDS)
    return _SPACES.sub(" ", folded).strip()


def edit_distance(left: str, right: str, limit: int = 3) -> int:
    """Letters to insert, drop, change or swap with the neighbour to turn one word into the other.

    Optimal string alignment (Damerau–Levenshtein without overlapping swaps); gives ``limit + 1`` for anything farther.
    """
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if last and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
