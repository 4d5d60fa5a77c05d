"""Indicators as data files define them, checked when they are read. No database.

Each direction has its file beside its ``room.py``; those of rooms without a folder, and observed levels, stand in
``profiles/data/indicators.toml`` with the code of their room as ``source``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from promost.profiles import breakdowns
from promost.registry import rooms, units

GENERAL = "promost.profiles:data/indicators.toml"
Kind = Literal["flow", "stock", "distinct", "observed", "gain", "ratio"]
Name = Annotated[str, Field(min_length=1, max_length=300, pattern=r"\S")]
_CODE = re.compile(r"[A-Z][A-Z0-9_]{1,39}")


class BadDefinition(ValueError):
    """An indicator of a data file cannot be taken: the message names file, code, what is wrong and what to do."""

    def __init__(self, file: str, code: str, problem: str) -> None:
        super().__init__(f"{file}: indicator {code}: {problem}")
        self.file, self.code, self.problem = file, code, problem


class Definition(BaseModel):
    """One indicator of a data file. ``parts`` names those it is made of; ``words`` are for proposals alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    kind: Kind
    source: str
    okei: str = ""
    unit_ru: str = Field(default="", max_length=40)
    unit_en: str = Field(default="", max_length=40)
    name_ru: Name
    name_en: Name
    definition_ru: str = ""
    definition_en: str = ""
    form: str = Field(default="", max_length=200)
    breakdowns: dict[str, list[str]] = {}
    minimum: int = Field(default=0, ge=0, le=100)
    needs_evidence: bool = False
    needs_organisation: bool = False
    may_be_negative: bool = False
    most: Decimal | None = Field(default=None, gt=0, le=Decimal(10) ** 12)
    numerator: str = ""
    denominator: str = ""
    level: str = ""
    words: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _holds(self) -> Self:
        for problem in self._problems():
            raise ValueError(problem)
        return self

    def _problems(self) -> Iterable[str]:
        if not _CODE.fullmatch(self.code):
            yield "the code has capital Latin letters, digits and _ alone, at most 40; change it"
        if self.okei and self.okei not in units.built_in():
            yield f"unit {self.okei} is not in the list of units; use an OKEI code that is, or unit_ru and unit_en"
        if not self.okei and not (self.unit_ru and self.unit_en):
            yield "it has no unit; give okei, or unit_ru and unit_en"
        yield from self._parts_problems()
        for dimension, values in self.breakdowns.items():
            known = breakdowns.dimensions().get(dimension)
            if known is None or not values or not set(values) <= set(known.values):
                yield f"breakdown {dimension} or one of its values is not in breakdowns.toml; add it there"

    def _parts_problems(self) -> Iterable[str]:
        if (self.kind == "ratio") != bool(self.numerator and self.denominator):
            yield "a ratio, and a ratio alone, names its numerator and its denominator"
        if (self.kind == "gain") != bool(self.level):
            yield "a gain, and a gain alone, names the level that grows"

    @property
    def parts(self) -> tuple[str, ...]:
        """The codes of the indicators it is made of."""
        return tuple(filter(None, (self.numerator, self.denominator, self.level)))

    @property
    def values(self) -> dict[str, Any]:
        """The fields of an Indicator's row, without the other indicators it is made of."""
        left_out = {"numerator", "denominator", "level", "words"}
        given = self.model_dump(exclude=left_out)
        given["needs_organisation"] = self.needs_organisation or self.kind == "distinct"
        given["may_be_negative"] = self.may_be_negative or self.kind == "stock"
        return given


def read(named: Mapping[str, Mapping[str, Any]]) -> list[Definition]:
    """Return the indicators of data files, the file's name → its content, each checked alone and all together.

    Raises BadDefinition.
    """
    found: dict[str, tuple[str, Definition]] = {}
    for file, content in named.items():
        for row in content.get("indicator", ()):
            definition = _definition(file, row, str(content.get("source", "")))
            if definition.code in found:
                raise BadDefinition(file, definition.code, f"stands in {found[definition.code][0]} too; leave one")
            found[definition.code] = (file, definition)
    _check_parts(found)
    return [definition for _, definition in found.values()]


@cache
def built_in() -> Sequence[Definition]:
    """Return every indicator that comes with the rooms, in their order. Raises BadDefinition."""
    named: dict[str, Mapping[str, Any]] = {GENERAL: rooms.data(GENERAL)}
    for room in rooms.directions():
        if room.indicators:
            named[room.indicators] = {**rooms.data(room.indicators), "source": room.code}
    return tuple(read(named))


def _definition(file: str, row: Mapping[str, Any], source: str) -> Definition:
    try:
        return Definition.model_validate({**({"source": source} if source else {}), **row})
    except ValidationError as refused:
        first = refused.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        said = str(first["msg"]).removeprefix("Value error, ")
        raise BadDefinition(file, str(row.get("code", "?")), f"{where}: {said}" if where else said) from None


def _check_parts(found: Mapping[str, tuple[str, Definition]]) -> None:
    for file, definition in found.values():
        for part in definition.parts:
            if part not in found:
                raise BadDefinition(file, definition.code, f"is made of {part}, which is not there; define it")
            if found[part][1].parts:
                raise BadDefinition(file, definition.code, f"is made of {part}, which is itself made of others")
        if definition.level and found[definition.level][1].kind != "observed":
            raise BadDefinition(file, definition.code, f"grows with {definition.level}, which is not observed")
