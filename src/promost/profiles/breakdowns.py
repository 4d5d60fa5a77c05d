"""Breakdowns: by what facts of one indicator are told apart ("audience=pupils"). Pure.

A fact has one value in a dimension, or none. A question may name several: "audience=pupils|students". Both are written
in one way, dimensions and values in the order of the alphabet, so that two texts that mean the same are the same.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

from django.utils.translation import get_language

OR = "|"
Chosen = Mapping[str, str]
"""Dimension → value, or values parted by "|" where it is a question."""


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
    return ";".join(f"{dimension}={_values(dimension, chosen[dimension])}" for dimension in sorted(chosen))


def parse(text: str) -> dict[str, str]:
    """Read a breakdown: "audience=pupils" → ``{"audience": "pupils"}``. Raises BadBreakdown."""
    chosen: dict[str, str] = {}
    for part in text.split(";") if text else ():
        dimension, is_there, value = part.partition("=")
        if not is_there or dimension in chosen:
            raise BadBreakdown(part)
        chosen[dimension] = _values(dimension, value)
    return chosen


def matches(fact: str, asked: str) -> bool:
    """Tell whether a fact told apart so counts where ``asked`` is asked for; "" asks for all."""
    has = parse(fact)
    return all(has.get(dimension) in value.split(OR) for dimension, value in parse(asked).items())


def matching(asked: str, having: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return every breakdown of a fact that counts where ``asked`` is asked for, in canonical form.

    ``having`` are the indicator's breakdowns. For ``breakdown__in`` in a query: "audience=pupils" of an indicator that
    is told apart by age too gives "audience=pupils", "age=adult;audience=pupils", …
    """
    wanted = parse(asked)
    options = [
        [(dimension, value) for value in (wanted[dimension].split(OR) if dimension in wanted else ["", *values])]
        for dimension, values in {**dict.fromkeys(wanted, ()), **having}.items()
    ]
    return tuple(canonical({dimension: value for dimension, value in chosen if value}) for chosen in product(*options))


def check(text: str, having: Mapping[str, Iterable[str]], *, question: bool = False) -> str:
    """Return a breakdown in canonical form if its indicator has it; a fact names one value a dimension.

    Raises BadBreakdown, naming the part that the indicator does not have.
    """
    chosen = parse(text)
    for dimension, value in chosen.items():
        values = value.split(OR)
        if (len(values) > 1 and not question) or not set(values) <= set(having.get(dimension, ())):
            raise BadBreakdown(f"{dimension}={value}")
    return canonical(chosen)


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
    said: list[str] = []
    for dimension, value in parse(text).items():
        values = known[dimension].values if dimension in known else {}
        said.extend(_name(values[each]) if each in values else each for each in value.split(OR))
    return ", ".join(said)


def choices(having: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """Return what a form offers for an indicator's breakdowns: each combination and its name, "" first."""
    return [(text, named(text)) for text in sorted(matching("", having))]


def _name(named_thing: Value) -> str:
    return named_thing.name_en if (get_language() or "ru").startswith("en") else named_thing.name_ru


def _values(dimension: str, text: str) -> str:
    values = sorted(set(text.split(OR)))
    if not _is_plain(dimension) or not all(_is_plain(value) for value in values):
        raise BadBreakdown(f"{dimension}={text}")
    return OR.join(values)


def _is_plain(word: str) -> bool:
    return bool(word) and not any(sign in word or word.isspace() for sign in "=;| ")
