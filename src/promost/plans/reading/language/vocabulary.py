"""The vocabulary of the language rooms, read once from the TOML files beside them and checked when read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def load(name: str) -> Mapping[str, Any]:
    """The parsed file ``name`` (a path under this folder)."""
    with (_HERE / name).open("rb") as file:
        return tomllib.load(file)


def by_word(table: Mapping[str, str], *, where: str) -> dict[str, str]:
    """A table of "meaning = words" turned round: word → meaning. A word with two meanings is an error of the file."""
    found: dict[str, str] = {}
    for meaning, words in table.items():
        for word in words.split():
            if found.setdefault(word, meaning) != meaning:
                raise ValueError(f"{where}: the word {word!r} stands under both {found[word]!r} and {meaning!r}.")
    return found


@cache
def cardinals() -> Mapping[str, int]:
    """Number words, every case → their value."""
    table = by_word(load("numbers.toml")["cardinal"], where="numbers.toml")
    return {word: int(value) for word, value in table.items()}


@cache
def ordinals() -> Mapping[str, int]:
    """Ordinal words, every case → their value."""
    table = by_word(load("numbers.toml")["ordinal"], where="numbers.toml")
    return {word: int(value) for word, value in table.items()}


@cache
def scales() -> Mapping[str, int]:
    """Scale words ("тыс", "million") → their factor."""
    table = by_word(load("numbers.toml")["scale"], where="numbers.toml")
    return {word: int(value) for word, value in table.items()}
