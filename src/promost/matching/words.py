"""The words of the engine in Russian and English, read from words.toml."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("ru", "en")


@cache
def book() -> dict[str, Any]:
    """The whole of words.toml: section → key → language → phrase."""
    return tomllib.loads((files("promost.matching") / "words.toml").read_text(encoding="utf-8"))


@cache
def phrase(section: str, key: str, lang: str) -> str:
    """One phrase with its places to fill in. Raises ``KeyError`` for a key or language that is not there."""
    said = book()[section][key][lang]
    return str(said)


def counted(number: float, forms: str, lang: str) -> str:
    """Choose the form that goes with a number: ``год|года|лет`` in Russian, ``year|years`` in English."""
    parts = forms.split("|")
    if len(parts) == 1:
        return parts[0]
    if lang != "ru":
        return parts[0] if number == 1 else parts[1]
    return parts[_russian_form(number)]


def _russian_form(number: float) -> int:
    if number != int(number):
        return 1
    tens, ones = int(abs(number)) % 100, int(abs(number)) % 10
    if ones == 1 and tens != 11:
        return 0
    return 1 if ones in (2, 3, 4) and tens not in (12, 13, 14) else 2
