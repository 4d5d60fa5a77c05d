"""Breakdowns: by what facts of one indicator are told apart ("audience=pupils"). Pure.

A fact has one value in a dimension, or none. Breakdowns are written in one way, the dimensions in the order of the
alphabet, so that two texts that mean the same are the same.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

from django.utils.translation import get_language

Chosen = Mapping[str, str]
"""Dimension → value."""


class BadBreakdown(ValueError):
    """A breakdown that cannot be read, or that its indicator does not have. ``part`` is what is wrong."""

    def __init__(self, part: str) -> None:
        super().__init__(f"breakdown: {part!r} cannot be understood")
        self.part = part


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a dimension: its names, and the words that documents write for it."""

    code: str
    name_ru: str
    name_en: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension. ``context``: words elsewhere in the measure's row say its value too."""

    code: str
    name_ru: str
    name_en: str
    values: Mapping[str, Value]
    context: bool = False


def canonical(chosen: Chosen) -> str:
    """Write a breakdown: ``{"audience": "pupils"}`` → "audience=pupils"; nothing chosen → "".

    Raises BadBreakdown for an empty name or value, or one that holds "=", ";" or a space.
    """
    return ";".join(_pair(dimension, chosen[dimension]) for dimension in sorted(chosen))


def parse(text: str) -> dict[str, str]:
    """Read a breakdown: "audience=pupils" → ``{"audience": "pupils"}``. Raises BadBreakdown."""
    chosen: dict[str, str] = {}
    for part in text.split(";") if text else ():
        dimension, _, value = part.partition("=")
        _pair(dimension, value)
        if dimension in chosen:
            raise BadBreakdown(part)
        chosen[dimension] = value
    return chosen


def matches(fact: str, asked: str) -> bool:
    """Tell whether a fact told apart so counts where ``asked`` is asked for; "" asks for all."""
    return parse(asked).items() <= parse(fact).items()


def check(text: str, having: Mapping[str, Iterable[str]]) -> str:
    """Return a breakdown in canonical form if its indicator has it (``having`` are the indicator's breakdowns).

    Raises BadBreakdown, naming the part that the indicator does not have.
    """
    chosen = parse(text)
    for dimension, value in chosen.items():
        if value not in having.get(dimension, ()):
            raise BadBreakdown(_pair(dimension, value))
    return canonical(chosen)


def every(having: Mapping[str, Iterable[str]]) -> list[str]:
    """Return each breakdown that a fact of an indicator may have, in canonical form, "" first."""
    options = [[(dimension, value) for value in ("", *values)] for dimension, values in having.items()]
    return sorted(canonical({dimension: value for dimension, value in chosen if value}) for chosen in product(*options))


@cache
def dimensions() -> Mapping[str, Dimension]:
    """Return every dimension that there is by its code, from the data file."""
    table = tomllib.loads(files("promost.profiles").joinpath("data/breakdowns.toml").read_text(encoding="utf-8"))
    return {
        code: Dimension(
            code,
            row["name_ru"],
            row["name_en"],
            {
                value: Value(value, each["name_ru"], each["name_en"], tuple(each["words"]))
                for value, each in row["values"].items()
            },
            row.get("context", False),
        )
        for code, row in table.items()
    }


def named(text: str) -> str:
    """Say a breakdown in the reader's language: "школьники, студенты"; what is not in the data file stays as it is."""
    known = dimensions()
    return ", ".join(_name(known, dimension, value) for dimension, value in parse(text).items())


def choices(having: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """Return what a form offers for an indicator's breakdowns: each one and its name, "" first."""
    return [(text, named(text)) for text in every(having)]


def _name(known: Mapping[str, Dimension], dimension: str, code: str) -> str:
    value = known[dimension].values.get(code) if dimension in known else None
    if value is None:
        return code
    return value.name_en if (get_language() or "ru").startswith("en") else value.name_ru


def _pair(dimension: str, value: str) -> str:
    if not all(word and not any(sign in "=;" or sign.isspace() for sign in word) for word in (dimension, value)):
        raise BadBreakdown(f"{dimension}={value}")
    return f"{dimension}={value}"
