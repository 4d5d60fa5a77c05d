"""Units of measurement by their OKEI codes: names and symbols in the reader's language, and what they are worth. Pure.

The units that plans and indicators use are built in (``data/okei.toml``); the whole classifier can be imported.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language


class UnknownUnit(LookupError):
    """No built-in unit has this code."""


class OtherQuantity(ValueError):
    """Two units do not measure the same thing, so nothing can be converted."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: how it is named and written after a number, and how many ``base`` units one of it is."""

    code: str
    name_ru: str
    name_en: str
    symbol_ru: str
    symbol_en: str
    base: str
    factor: Decimal

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if _english() else self.name_ru

    @property
    def symbol(self) -> str:
        """How it is written after a number, in the reader's language ("млн руб", "RUB m")."""
        return self.symbol_en if _english() else self.symbol_ru


@cache
def built_in() -> Mapping[str, Unit]:
    """Return every built-in unit by its code."""
    table = tomllib.loads(files("promost.registry").joinpath("data/okei.toml").read_text(encoding="utf-8"))
    return {row["code"]: _unit(row) for row in table["unit"]}


def unit(code: str) -> Unit:
    """Return the unit of an OKEI code. Raises UnknownUnit."""
    try:
        return built_in()[code]
    except KeyError:
        raise UnknownUnit(code) from None


def name(code: str) -> str:
    """Return a unit's name in the reader's language; the code itself where it is not built in."""
    found = built_in().get(code)
    return found.name if found else code


def symbol(code: str) -> str:
    """Return how a unit is written after a number in the reader's language; the code where it is not built in."""
    found = built_in().get(code)
    return found.symbol if found else code


def convert(value: Decimal, source: str, target: str) -> Decimal:
    """Return ``value`` of one unit in another of the same quantity, exactly (thousands of roubles in millions).

    Raises UnknownUnit, or OtherQuantity where the units measure different things.
    """
    have, want = unit(source), unit(target)
    if have.base != want.base:
        raise OtherQuantity(f"{source} → {target}")
    return value * have.factor / want.factor


def _unit(row: Mapping[str, str]) -> Unit:
    names = {key: row[key] for key in ("code", "name_ru", "name_en", "symbol_ru", "symbol_en")}
    return Unit(**names, base=row.get("base", row["code"]), factor=Decimal(row.get("factor", "1")))


def _english() -> bool:
    return (get_language() or "ru").startswith("en")
