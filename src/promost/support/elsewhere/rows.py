"""A file of applications made elsewhere, read: which row has what in which column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from promost.kit import uploads
from promost.kit.text import clean
from promost.kit.uploads.checking import safe_name
from promost.ledger.problems import Bad
from promost.ledger.sheets.rows import EMPTY, Line
from promost.plans.reading.document import Cell, Document, Table
from promost.plans.reading.sources import Unreadable, open_document
from promost.support.elsewhere import columns

SEARCHED = 20
"""Rows in which the headings are looked for."""
MOST = 20_000
_SAID = frozenset({"EMPTY_FILE", "PASSWORD", "MACROS", "NOT_ACCEPTED"})


@dataclass(frozen=True, slots=True)
class Row(Line):
    """A row: its number in the sheet, its cells by the column's code."""

    def text(self, code: str) -> str:
        """Return what stands in a column, cleaned. Raises ValidationError for a formula that nobody has computed."""
        cell = self.cells.get(code, EMPTY)
        if cell.formula and cell.value is None:
            words = _("In the column “%(column)s” stands a formula without a value. Write the value itself.")
            raise ValidationError(words % {"column": columns.heading_of(code)})
        return clean(cell.text)


def read_rows(data: bytes, name: str) -> list[Row]:
    """Return the filled-in rows of the first sheet with the headings, hidden ones too.

    Raises ValidationError for a file that cannot be read, for columns that are missing (named), for no rows, too many.
    """
    for table in _tables(_open(data, name)):
        found = _headings(table)
        if found:
            return _rows(table, *found)
    raise _lacking(columns.missing(()))


def _open(data: bytes, name: str) -> Document:
    try:
        uploads.check(data, name, ("xlsx",))
        return open_document(data, name)
    except uploads.Refused as refused:
        code = refused.code if refused.code in _SAID else "DAMAGED"
        values = {"name": safe_name(name)} | dict(refused.values)
        raise ValidationError(Bad(f"FILE_{code}", **values).words) from refused  # type: ignore[arg-type]  # never an index
    except Unreadable as refused:
        raise ValidationError(Bad("FILE_DAMAGED", name=safe_name(name)).words) from refused


def _tables(document: Document) -> Iterable[Table]:
    return (block for block in document.blocks if isinstance(block, Table) and not block.hidden)


def _headings(table: Table) -> tuple[int, Mapping[int, str]] | None:
    """The row of headings and {place in a row: column's code}. Raises ValidationError where needed ones are missing."""
    known = columns.known()
    for index, row in enumerate(table.grid[:SEARCHED]):
        found = {place: known.get(columns.key(cell.text)) for place, cell in enumerate(row) if cell}
        codes = {place: code for place, code in found.items() if code}
        if len(set(codes.values())) >= 2:
            lacking = columns.missing(list(codes.values()))
            if lacking:
                raise _lacking(lacking)
            return index, _first_of_each(codes)
    return None


def _first_of_each(codes: Mapping[int, str]) -> Mapping[int, str]:
    places = {code: place for place, code in sorted(codes.items(), reverse=True)}
    return {place: code for code, place in places.items()}


def _lacking(headings: list[str]) -> ValidationError:
    words = _("The file lacks these columns: %(columns)s. Name them so, in any order, or use the template.")
    return ValidationError(words % {"columns": ", ".join(headings)})


def _rows(table: Table, head: int, codes: Mapping[int, str]) -> list[Row]:
    rows = []
    for index in range(head + 1, len(table.grid)):
        cells = _cells(table.grid[index], codes)
        if any(cell.text.strip() or cell.formula for cell in cells.values()):
            rows.append(Row(table.rows[index], cells, index in table.hidden_rows))
    if not rows:
        raise ValidationError(_("No row is filled in below the headings."))
    if len(rows) > MOST:
        raise ValidationError(Bad("TOO_MANY_ROWS", count=len(rows), most=MOST).words)
    return rows


def _cells(row: tuple[Cell | None, ...], codes: Mapping[int, str]) -> Mapping[str, Cell]:
    return {code: cell for place, code in codes.items() if (cell := row[place]) is not None}
