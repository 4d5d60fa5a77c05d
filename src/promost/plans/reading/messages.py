"""What a code says to a person, in Russian and in English: problems, notes on a file, reasons why it cannot be read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from promost.plans.reading.draft import Severity

LANGUAGES = ("ru", "en")
_TABLES = ("problem", "note", "unreadable")


class _Blank(dict[str, str]):
    """Values of a sentence; one that was not given shows as a dash instead of failing."""

    def __missing__(self, key: str) -> str:
        return "–"


def say(code: str, values: Mapping[str, str] | Iterable[tuple[str, str]] = (), language: str = "ru") -> str:
    """The sentence of a code in "ru" or "en" (any other language gets English), its values filled in.

    Raises KeyError for a code that problems.toml does not have.
    """
    sentence = _entry(code)["ru" if language == "ru" else "en"]
    return sentence.format_map(_Blank(dict(values)))


def severity_of(code: str) -> Severity:
    """The severity a code has unless whoever raises it says otherwise; a note on a file only tells."""
    return Severity(_entry(code).get("severity", Severity.INFO))


@cache
def codes(table: str = "problem") -> frozenset[str]:
    """The codes of one kind: "problem", "note" or "unreadable"."""
    return frozenset(_data().get(table, {}))


def _entry(code: str) -> Mapping[str, str]:
    for table in _TABLES:
        entry = _data().get(table, {}).get(code)
        if entry is not None:
            return entry
    raise KeyError(code)


@cache
def _data() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(files(__package__).joinpath("problems.toml").read_text(encoding="utf-8"))
