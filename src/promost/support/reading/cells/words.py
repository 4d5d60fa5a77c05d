"""The data files of this folder, and the words that say that there is nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from promost.kit.text import fold


@cache
def load(name: str) -> Mapping[str, Any]:
    """A data file of this folder, parsed: ``load("acts")`` reads acts.toml."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def is_none(text: str) -> bool:
    """Whether a text only says that there is nothing ("отсутствуют", "нет", "–")."""
    return fold(text).strip(" .;!") in _nothing()


@cache
def _nothing() -> frozenset[str]:
    return frozenset(load("words")["nothing"])
