"""How a spelling is compared: folded words with one space between, so case and punctuation do not matter. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from promost.kit.text import fold

LONGEST = 8
"""Words in the longest spelling."""
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Return the folded words of a text ("г. Москва" → ["г", "москва"])."""
    return _WORD.findall(fold(text))


def key(text: str) -> str:
    """Return what a spelling is stored and sought as ("Ямало-Ненецкий АО" → "ямало ненецкий ао")."""
    return " ".join(words(text))


def grams(sequence: list[str]) -> Iterator[str]:
    """Yield every run of up to LONGEST words."""
    for start in range(len(sequence)):
        for end in range(start + 1, min(start + LONGEST, len(sequence)) + 1):
            yield " ".join(sequence[start:end])
