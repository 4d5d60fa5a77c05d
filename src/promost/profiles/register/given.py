"""A row of a register's file, whatever its kind: the INN and what it says, in parts of one release each. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

NAMES, CARD, SME, EMPLOYEES, REVENUE = "names", "card", "sme", "employees", "revenue"
"""The parts. ``names`` only fill what is blank: the tax service's files of figures give a name in passing."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a row says on one matter. ``values`` by column; None and "" say nothing. ``year``: of a figure."""

    matter: str
    released_on: date
    values: Mapping[str, Any]
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A row that can be taken: where it stands (a line, a document's id), whose it is, what it says."""

    place: str
    inn: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Unfit:
    """A row that cannot be taken: where it stands, the number it gave, a code of ``problems.ROWS`` and its values."""

    place: str
    inn: str
    code: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """A row of an individual entrepreneur, which is passed over: nothing of it is kept, its place neither."""


Read = Given | Unfit | Person


class BadRow(Exception):
    """A row that cannot be taken, with a code of ``problems.ROWS`` and the values that its sentence names."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values
