"""What a code says to a person, in Russian and in English: problems of rows, of files, and where they stand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from promost.plans.reading.draft import Severity
from promost.support.reading.draft import Place, Problem

_TABLES = ("problem", "importing", "unreadable")


class _Blank(dict[str, str]):
    """Values of a sentence; one that was not given shows as a dash instead of failing."""

    def __missing__(self, key: str) -> str:
        return "–"


def say(code: str, values: Mapping[str, str] | Iterable[tuple[str, str]] = (), language: str = "ru") -> str:
    """The sentence of a code in "ru" or "en" (any other language gets English), its values filled in.

    Raises KeyError for a code that problems.toml does not have.
    """
    return _entry(code)[_language(language)].format_map(_Blank(dict(values)))


def tell(problem: Problem, language: str = "ru") -> str:
    """The problem's sentence with its place before it: "Sheet “Measures”, row 14, column “OKVED”: …"."""
    where = place(problem.place, language)
    sentence = say(problem.code, problem.values, language)
    return f"{where}: {sentence}" if where else sentence


def place(where: Place, language: str = "ru") -> str:
    """The place in words; empty for the file as a whole."""
    words = _data()["place"]
    parts = (("sheet", where.sheet), ("row", where.row), ("column", where.column))
    told = [words[name][_language(language)].format(value) for name, value in parts if value]
    text = ", ".join(told)
    return text[:1].upper() + text[1:]


def severity_of(code: str) -> Severity:
    """The severity that a code has. Raises KeyError as `say` does."""
    return Severity(_entry(code).get("severity", Severity.ERROR))


def problem(code: str, where: Place = Place(), **values: object) -> Problem:  # noqa: B008 - a Place never changes
    """A problem of a code at a place, its severity as problems.toml has it."""
    return Problem(code, severity_of(code), where, tuple((name, str(value)) for name, value in values.items()))


@cache
def codes(table: str = "problem") -> frozenset[str]:
    """The codes of one kind: "problem" or "unreadable"."""
    return frozenset(_data()[table])


def _language(language: str) -> str:
    return "ru" if language == "ru" else "en"


def _entry(code: str) -> Mapping[str, str]:
    for table in _TABLES:
        entry = _data()[table].get(code)
        if entry is not None:
            return entry
    raise KeyError(code)


@cache
def _data() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(files(__package__).joinpath("problems.toml").read_text(encoding="utf-8"))
