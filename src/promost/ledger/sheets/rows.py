"""A filled-in sheet, read: which row has what in which column. Hidden rows and formulas nobody computed are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from promost.kit import uploads
from promost.kit.text import clean, fold
from promost.kit.uploads.checking import safe_name
from promost.ledger.numbers import read_number
from promost.ledger.problems import Bad
from promost.ledger.sheets import columns
from promost.plans.reading.document import Cell, Document, Table
from promost.plans.reading.sources import Unreadable, open_document

SEARCHED = 20
"""Rows in which the headings are looked for."""
MOST = 20_000
EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: its number there, its cells by the column's code, whether the sheet hides it."""

    number: int
    cells: Mapping[str, Cell]
    is_hidden: bool = False

    def text(self, code: str) -> str:
        """Return what stands in a column, cleaned; "" for an empty cell.

        Raises Bad FORMULA for a formula that nobody has computed.
        """
        cell = self.cells.get(code, EMPTY)
        if cell.formula and cell.value is None:
            raise Bad("FORMULA", column=_heading(code))
        return clean(cell.text)

    def number_of(self, code: str) -> Decimal:
        """Return a number, typed as one or as text. Raises Bad FORMULA, NO_NUMBER, TOO_LARGE."""
        text, value = self.text(code), self.cells.get(code, EMPTY).value
        if isinstance(value, bool | date):
            raise Bad("NO_NUMBER", value=text)
        if isinstance(value, Decimal | int | float):
            return Decimal(str(value))
        return read_number(text)

    def day_of(self, code: str) -> date:
        """Return a day, as a date of the sheet or as text (15.03.2025, 2025-03-15). Raises Bad FORMULA, NO_DAY."""
        text, value = self.text(code), self.cells.get(code, EMPTY).value
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        for way in ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%d/%m/%Y"):
            try:
                return datetime.strptime(text.removesuffix(" г.").strip(), way).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
        raise Bad("NO_DAY", value=text)


def read_lines(data: bytes, name: str) -> list[Line]:
    """Return the filled-in rows of the first sheet that has the template's headings.

    Raises Bad: a code that begins with FILE_, NO_COLUMNS, NO_ROWS, TOO_MANY_ROWS.
    """
    for table in _tables(_open(data, name)):
        found = _headings(table)
        if found:
            return _lines(table, *found)
    raise Bad("NO_COLUMNS", columns=", ".join(columns.missing(())))


def _open(data: bytes, name: str) -> Document:
    try:
        uploads.check(data, name, ("xlsx",))
        return open_document(data, name)
    except uploads.Refused as refused:
        code = refused.code if refused.code in {"EMPTY_FILE", "PASSWORD", "MACROS", "NOT_ACCEPTED"} else "DAMAGED"
        raise Bad(f"FILE_{code}", **dict(refused.values)) from refused  # type: ignore[arg-type]  # never an index
    except Unreadable as refused:
        raise Bad("FILE_DAMAGED", name=safe_name(name)) from refused


def _tables(document: Document) -> Iterable[Table]:
    return (block for block in document.blocks if isinstance(block, Table) and not block.hidden)


def _headings(table: Table) -> tuple[int, dict[int, str]] | None:
    """The row of headings and {place in a row: column's code}. Raises Bad NO_COLUMNS where some are missing."""
    known = columns.headings()
    for index, row in enumerate(table.grid[:SEARCHED]):
        codes = {place: known[fold(cell.text)] for place, cell in enumerate(row) if cell and fold(cell.text) in known}
        if len(codes) >= 2:
            lacking = columns.missing(tuple(codes.values()))
            if lacking:
                raise Bad("NO_COLUMNS", columns=", ".join(lacking))
            return index, codes
    return None


def _lines(table: Table, head: int, codes: Mapping[int, str]) -> list[Line]:
    lines = []
    for index in range(head + 1, len(table.grid)):
        row = table.grid[index]
        cells = {code: cell for place, code in codes.items() if (cell := row[place]) is not None}
        if any(cell.text.strip() or cell.formula for cell in cells.values()):
            lines.append(Line(table.rows[index], cells, index in table.hidden_rows))
    if not lines:
        raise Bad("NO_ROWS")
    if len(lines) > MOST:
        raise Bad("TOO_MANY_ROWS", count=len(lines), most=MOST)
    return lines


def _heading(code: str) -> str:
    return next(str(column.heading) for column in columns.COLUMNS if column.code == code)
