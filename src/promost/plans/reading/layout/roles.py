"""The roles that a column of a plan can have, and a column with its role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from promost.plans.reading.layout.spans import Slot


class Role(StrEnum):
    """What the cells of a column say. Values are the keys of columns.toml."""

    NUMBER = "number"
    TITLE = "title"
    GOAL = "goal"
    SECTION = "section"
    DEADLINE = "deadline"
    START = "start"
    END = "end"
    MARK = "mark"
    OWNER = "owner"
    PERSON = "person"
    RESULT = "result"
    COMPLETION = "completion"
    INDICATOR = "indicator"
    UNIT = "unit"
    OKEI = "okei"
    VALUE = "value"
    BASELINE = "baseline"
    FUNDING = "funding"
    FUNDING_SOURCE = "funding_source"
    SOURCE = "source"
    METHOD = "method"
    NOTE = "note"
    OTHER = "other"


SINGLE = frozenset(
    {
        Role.NUMBER,
        Role.TITLE,
        Role.SECTION,
        Role.DEADLINE,
        Role.START,
        Role.END,
        Role.RESULT,
        Role.COMPLETION,
        Role.UNIT,
        Role.OKEI,
        Role.BASELINE,
    }
)
"""Roles that only one heading of a table can have; a second heading that says the same goes to ``other``."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the grid: its role, its heading from top to bottom, and what the heading says of time."""

    index: int
    role: Role
    path: tuple[str, ...] = ()
    slot: Slot | None = None
    score: float = 0.0
    guessed: bool = False
    """True when the cells told the role, not the heading."""

    @property
    def heading(self) -> str:
        """The whole heading on one line."""
        return " / ".join(self.path)
