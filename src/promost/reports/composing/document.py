"""A report as every writer takes it: headings, tables of cells, a block for signatures; in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, the number or day behind it where there is one, and what it says of good and bad.

    ``tone`` is "", "good", "warn", "bad" or "muted"; it never says anything that the text does not.
    """

    text: str
    value: Decimal | int | date | None = None
    tone: str = ""

    def __post_init__(self) -> None:
        """Leave out characters that no document can hold."""
        object.__setattr__(self, "text", _UNPRINTABLE.sub("", self.text))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a name for templates, its heading, its share of the width, and how its cells stand."""

    code: str
    heading: str
    share: int
    align: str = "left"
    names_row: bool = False
    """Its cells say what the row is about."""


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading of their own; "" for none."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``code`` names it for templates; ``empty`` is said where it has no row; ``note`` stands under it."""

    code: str
    title: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    empty: str = ""
    note: str = ""

    @property
    def laid(self) -> Iterator[tuple[str, list[list[tuple[Column, Cell]]]]]:
        """The groups for a page: their headings, and rows of cells each with its column."""
        for group in self.groups:
            yield group.heading, [list(zip(self.columns, row, strict=True)) for row in group.rows]

    @property
    def rows(self) -> Iterator[Row]:
        """All rows, whatever their group."""
        for group in self.groups:
            yield from group.rows


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs for a party."""

    party: str
    organisation: str
    position: str
    signature: str
    name: str
    day: str
    """The four lines to fill in, as they are called."""
    signed: str = ""
    """Who has signed the statement of the quarter for the party, in a sentence; "" where nobody has."""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. ``lines`` are pairs of what and value; ``invented`` is "" for a plan that is real."""

    language: str
    title: str
    plan: str
    invented: str
    lines: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    words_title: str
    words: tuple[tuple[str, str], ...]
    """The words used in place of a number, with what each means."""
    signatures_title: str
    signatures: tuple[Signature, ...]
    page: str
    """What stands before a page's number."""

    def table(self, code: str) -> Table:
        """A table by its code. Raises KeyError."""
        for table in self.tables:
            if table.code == code:
                return table
        raise KeyError(code)
