"""The fields that a column may hold, and the headings by which it is known."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from promost.kit.text import fold

_WORD = re.compile(r"[^\W_]+")
_SURE_WORDS = 2
"""A heading of so many words or more may be followed by others ("ОКВЭД2, коды")."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its ``code``, its names, and its headings in the two forms; "" where a form does not have it."""

    code: str
    ru: str
    en: str
    map: str
    gisp: str
    headings: tuple[str, ...]

    def name(self, language: str) -> str:
        """The field's name in "ru" or "en"."""
        return self.ru if language == "ru" else self.en


@lru_cache(maxsize=4096)
def key(heading: str) -> str:
    """What a heading is compared as: its folded words ("Ссылка на НПА:" → "ссылка на нпа")."""
    return " ".join(_WORD.findall(fold(heading)))


@cache
def fields() -> Mapping[str, Field]:
    """Code → field, in the order of the data file."""
    return {
        code: Field(code, one["ru"], one["en"], one.get("map", ""), one.get("gisp", ""), tuple(one["headings"]))
        for code, one in _data()["field"].items()
    }


@cache
def required(form: str) -> tuple[str, ...]:
    """The fields without which a file of a form ("investment_map", "gisp", "table") cannot be read."""
    return tuple(_data()["form"][form]["required"])


def of_form(form: str) -> tuple[Field, ...]:
    """The fields that a form has columns for; none for "table"."""
    return tuple(field for field in fields().values() if heading_in(field, form))


def heading_in(field: Field, form: str) -> str:
    """The heading under which a form has a field; empty where it has none."""
    return {"investment_map": field.map, "gisp": field.gisp}.get(form, "")


@lru_cache(maxsize=4096)
def field_of(heading: str) -> str:
    """The code of the field that a heading names; empty for a heading nobody knows."""
    words = key(heading)
    if not words:
        return ""
    if words in _exact():
        return _exact()[words]
    longest = max(
        (known for known in _exact() if _may_go_on(known) and words.startswith(f"{known} ")), key=len, default=""
    )
    return _exact().get(longest, "")


def _may_go_on(known: str) -> bool:
    return known.count(" ") + 1 >= _SURE_WORDS or "оквэд" in known


@cache
def _exact() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for field in fields().values():
        for heading in (field.map, field.gisp, *field.headings, field.ru, field.en):
            if heading:
                found.setdefault(key(heading), field.code)
    return found


@cache
def _data() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    return tomllib.loads(files(__package__).joinpath("columns.toml").read_text(encoding="utf-8"))
