"""What comes with Promost: municipalities of the first programmes, sections of classifiers, the units in use. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from promost.registry import units
from promost.registry.sources.municipalities import MunicipalityRow

WITH_SECTIONS = ("okved2", "okpd2")
CLASSIFIERS = (*WITH_SECTIONS, "okei")


@dataclass(frozen=True, slots=True)
class ClassifierFile:
    """A classifier's names and the codes that are built in, as values of ``ClassifierCode``."""

    name_ru: str
    name_en: str
    codes: tuple[Mapping[str, Any], ...]


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return a data file of the registry by its name without ".toml"."""
    return tomllib.loads(files("promost.registry").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


def municipalities() -> list[MunicipalityRow]:
    """Return the built-in municipalities."""
    return [
        MunicipalityRow(row["code"], row["kind"], row["name_ru"], row["name_en"])
        for row in table("municipalities")["municipality"]
    ]


def classifier(code: str) -> ClassifierFile:
    """Return a classifier's built-in part."""
    content = table(code)
    rows = _sections(content) if code in WITH_SECTIONS else _units()
    return ClassifierFile(content["name_ru"], content["name_en"], tuple({**row, "built_in": True} for row in rows))


def _sections(content: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    for row in content["section"]:
        names = {"name_ru": row["name_ru"], "name_en": row["name_en"]}
        yield {"code": row["code"], "digits": "", "section": row["code"], **names}


def _units() -> Iterable[dict[str, Any]]:
    for unit in units.built_in().values():
        names = {"name_ru": unit.name_ru, "name_en": unit.name_en}
        symbols = {"symbol_ru": unit.symbol_ru, "symbol_en": unit.symbol_en}
        yield {"code": unit.code, "digits": unit.code, **names, **symbols}
