"""Words that decide a proposal: kept in data, folded once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from promost.kit.text import fold


def speaks_of_participants(label: str) -> bool:
    """Tell whether an indicator counts the plan's participants alone ("… предприятий – участников Плана")."""
    folded = fold(label)
    return any(fold(words) in folded for words in _words("participants"))


@cache
def _words(name: str) -> tuple[str, ...]:
    table = tomllib.loads(files("promost.plans").joinpath("data/words.toml").read_text(encoding="utf-8"))
    return tuple(table[name])
