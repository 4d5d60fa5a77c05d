"""The columns of a file of applications made elsewhere, from ``columns.toml``."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language

from promost.kit.text import fold
from promost.registry import rooms
from promost.support.models import ApplicationState

FILE = "promost.support:elsewhere/columns.toml"
_WORD = re.compile(r"[^\W_]+|№")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its code, its headings by language (the first is the template's), what to write there."""

    code: str
    headings: Mapping[str, tuple[str, ...]]
    helps: Mapping[str, str]
    width: int
    is_needed: bool

    @property
    def heading(self) -> str:
        """The heading in the reader's language."""
        return self.headings[_language()][0]

    @property
    def help(self) -> str:
        """What to write there, in the reader's language."""
        return self.helps[_language()]


@cache
def columns() -> tuple[Column, ...]:
    """Return the columns in their order. Raises KeyError for one that lacks a word."""
    return tuple(
        Column(
            row["code"], {name: tuple(row[name]) for name in ("ru", "en")},
            {"ru": row["help_ru"], "en": row["help_en"]}, row["width"], row.get("needed", False),
        )
        for row in rooms.data(FILE)["column"]
    )  # fmt: skip


def key(heading: str) -> str:
    """Return what a heading or a word is compared as."""
    return " ".join(_WORD.findall(fold(heading)))


@cache
def known() -> Mapping[str, str]:
    """Return {heading as it is compared: code}. Raises ValueError for a heading of two columns."""
    found: dict[str, str] = {}
    for column in columns():
        for heading in (*column.headings["ru"], *column.headings["en"]):
            if found.setdefault(key(heading), column.code) != column.code:
                raise ValueError(f"“{heading}” heads two columns")
    return found


@cache
def outcomes() -> Mapping[str, ApplicationState]:
    """Return {word as it is compared: outcome}."""
    every = rooms.data(FILE)["outcomes"]
    return {key(word): ApplicationState(state) for state, words in every.items() for word in words}


def missing(codes: Collection[str]) -> list[str]:
    """Return the headings of needed columns that are not among ``codes``."""
    return [each.heading for each in columns() if each.is_needed and each.code not in codes]


def heading_of(code: str) -> str:
    """Return a column's heading."""
    return next(each.heading for each in columns() if each.code == code)


def _language() -> str:
    return "en" if (get_language() or "ru").startswith("en") else "ru"
