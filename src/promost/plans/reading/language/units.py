"""Units of measure as documents spell them, brought to the names and OKEI codes that the project writes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from promost.kit import text as texts

from . import vocabulary
from .lexicon import Lexicon

_WORDS = re.compile(r"[^\W\d_]+[23]?(?![^\W_])|[^\W\d_]+|\d+|[%/₽€$£]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: ``name`` as we write it, ``okei`` its code or None, ``factor`` to the plain unit (тыс руб → 1000)."""

    name: str
    okei: str | None
    factor: Decimal = Decimal(1)


PIECE = Unit("ед", "642")
PERSON = Unit("чел", "792")


@lru_cache(maxsize=2048)
def read(text: str) -> Unit:
    """The unit that a cell names ("ед.", "млн руб.", "предприятий"); an unknown one keeps its own words, no code."""
    words = tuple(_WORDS.findall(texts.fold(text)))
    if not words:
        return Unit("", None)
    found = match(words, 0)
    if found is not None and found[1] == len(words):
        return found[0]
    counted = _counted(words)
    return counted if counted is not None else Unit(texts.clean(text).strip(" .,;"), None)


def match(words: Sequence[str], at: int) -> tuple[Unit, int] | None:
    """The unit that begins at ``words[at]`` (folded) and how many words it takes; a scale word may stand before it."""
    found = _spellings().match(words, at)
    if found is not None:
        return _scaled_after(found, words, at)
    scale = _scales().match(words, at)
    if scale is None or at + scale[1] >= len(words):
        return None
    base = match(words, at + scale[1])
    return None if base is None or base[0].factor != 1 else (scaled(scale[0], base[0]), scale[1] + base[1])


def _scaled_after(found: tuple[Unit, int], words: Sequence[str], at: int) -> tuple[Unit, int]:
    """English money may have its scale behind it: "EUR thousand"."""
    unit, length = found
    after = at + length
    scale = _scales().match(words, after) if unit.okei is None and after < len(words) else None
    return found if scale is None else (scaled(scale[0], unit), length + scale[1])


def scale_name(factor: Decimal) -> str:
    """Our own word for a factor ("млн" for a million); empty if we have none."""
    table = vocabulary.load("units.toml")["scale_factors"]
    return next((name for name, value in table.items() if value == factor), "")


def scaled(scale: str, unit: Unit) -> Unit:
    """``unit`` counted in thousands, millions, …; ``scale`` is our own word for it ("тыс")."""
    name = f"{scale} {unit.name}"
    known = _by_name().get(name)
    return known or Unit(name, None, unit.factor * Decimal(vocabulary.load("units.toml")["scale_factors"][scale]))


def counts_people(word: str) -> bool:
    """Whether the folded noun counts people ("инженеров", "students")."""
    return _noun(word) is PERSON


def _noun(word: str) -> Unit | None:
    """People or things by a list of nouns; else people by an ending that only they have ("геодезистов")."""
    found = _nouns().find(word)
    table = vocabulary.load("units.toml")["people"]
    if found is None and word.endswith(tuple(table["endings"])) and not word.startswith(tuple(table["never"])):
        return PERSON
    return found


def _counted(words: Sequence[str]) -> Unit | None:
    """A noun in the place of a unit: people or things, also in thousands ("тыс. посещений" is not known, so None)."""
    scale = _scales().match(words, 0)
    if scale is not None and len(words) > scale[1]:
        inner = _counted(words[scale[1] :])
        return None if inner is None else scaled(scale[0], inner)
    return next((unit for unit in map(_noun, words) if unit is not None), None)


@cache
def _all() -> tuple[tuple[Unit, tuple[str, ...]], ...]:
    rows = vocabulary.load("units.toml")["unit"]
    return tuple(
        (Unit(row["name"], row.get("okei"), Decimal(row.get("factor", 1))), tuple(row["words"])) for row in rows
    )


@cache
def _by_name() -> dict[str, Unit]:
    return {unit.name: unit for unit, _ in _all()}


@cache
def _spellings() -> Lexicon[Unit]:
    return Lexicon.of((phrase, unit) for unit, phrases in _all() for phrase in phrases)


@cache
def _scales() -> Lexicon[str]:
    return Lexicon.of(vocabulary.load("units.toml")["scales"].items())


@cache
def _nouns() -> Lexicon[Unit]:
    table = vocabulary.load("units.toml")
    people = [(stem, PERSON) for stem in table["people"]["stems"]]
    return Lexicon.of([*people, *((stem, PIECE) for stem in table["things"]["stems"])])
