"""Names of organisations made comparable: without legal form and quotes, and as initial letters. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from promost.registry import spellings

SMALL = frozenset(spellings.words("и в во на по с со о об от для при к из the of and for in on to a an"))
"""Words that stand in no abbreviation."""
SHORTEST, LONGEST = 3, 10
"""Letters of an abbreviation."""


def plain(name: str) -> str:
    """Return the name as it is compared: folded words, without a legal form at either end ("ООО «Факел»" → "факел")."""
    return " ".join(_parted(name)[1])


def form(name: str) -> str:
    """Return the code of the legal form that the name gives, "" for none."""
    return _parted(name)[0]


def same_form(one: str, other: str) -> bool:
    """Tell whether two names may be of one organisation as far as their legal forms go: one may be silent."""
    left, right = form(one), form(other)
    return not left or not right or left == right


def is_abbreviation(text: str) -> bool:
    """Tell whether a text is one word of three to ten capitals ("ДИПП")."""
    return text.isalpha() and text.isupper() and SHORTEST <= len(text) <= LONGEST


def initials(words: Sequence[str]) -> set[str]:
    """Return what the words are abbreviated to, with and without the small words; nothing under three letters."""
    full = "".join(word[0] for word in words)
    short = "".join(word[0] for word in words if word not in SMALL)
    return {letters for letters in (full, short) if SHORTEST <= len(letters) <= LONGEST and letters.isalpha()}


def _parted(name: str) -> tuple[str, list[str]]:
    words = spellings.words(name)
    for size in range(_longest(), 0, -1):
        head, tail = " ".join(words[:size]), " ".join(words[-size:])
        if len(words) > size and head in _forms():
            return _forms()[head], words[size:]
        if len(words) > size and tail in _forms():
            return _forms()[tail], words[:-size]
    return "", words


@cache
def _forms() -> Mapping[str, str]:
    table = tomllib.loads(files("promost.registry").joinpath("data/legal_forms.toml").read_text(encoding="utf-8"))
    return {spellings.key(written): form["code"] for form in table["form"] for written in form["words"]}


@cache
def _longest() -> int:
    return max(len(written.split()) for written in _forms())
