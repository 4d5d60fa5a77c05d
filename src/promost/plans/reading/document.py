"""What a file looks like before anybody reads it as a plan: paragraphs and tables, in the order they stand.

Every source (.docx, .xlsx, .ods, …) is brought to these few nouns; whoever reads a plan knows only them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

Value = date | datetime | time | Decimal | int | float | bool | str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; a merged cell is one Cell that stands at several places of the grid.

    ``text`` is what a reader of the document sees: pending insertions and content controls count, pending
    deletions do not; paragraphs are parted by a line feed. Nothing is normalised: a no-break space stays one.
    """

    text: str = ""
    row: int = 0
    column: int = 0
    row_span: int = 1
    column_span: int = 1
    value: Value | None = None
    """The typed value of a spreadsheet's cell; None in a text document and for a formula nobody has computed."""
    number_format: str = ""
    auto_number: str = ""
    """The number that the word processor would print before the text ("2.4", "1)"), computed from its lists.
    Where several paragraphs of the cell are numbered, their numbers are a list inside it and stand in the text."""
    bold: bool = False
    filled: bool = False
    tracked: bool = False
    """A pending insertion or deletion stands in the cell, or words struck out by hand beside others."""
    formula: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a text document, or a sheet of a workbook (hidden rows and columns are kept and named).

    ``grid[r][c]`` is the Cell that covers the place, or None where nothing was ever written; rows are equally long.
    ``rows[r]`` is the source's own index of grid row r: 0-based in a text document, 1-based in a sheet.
    """

    index: int
    name: str
    grid: tuple[tuple[Cell | None, ...], ...]
    rows: tuple[int, ...]
    is_sheet: bool = False
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    """Indices into ``grid`` of rows that the document hides."""
    hidden_columns: frozenset[int] = frozenset()
    """Indices into a row of ``grid`` of columns that a sheet hides."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside tables. ``index`` counts the body's own from 0, empty ones too, tables left out."""

    index: int
    text: str
    auto_number: str = ""
    level: int = 0
    style: str = ""
    bold: bool = False
    centred: bool = False
    tracked: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A file, opened. ``blocks`` in document order; ``margins`` holds text of headers, footers and footnotes."""

    name: str
    kind: str
    """The form: docx, xlsx, ods, xls, pdf."""
    blocks: tuple[Paragraph | Table, ...]
    margins: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Codes of what the reader should know of the file as a whole, such as TRACKED_CHANGES."""
