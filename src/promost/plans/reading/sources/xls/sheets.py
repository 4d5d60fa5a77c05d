"""A sheet of an old workbook: its records as cells."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from decimal import Decimal

from promost.plans.reading.document import Cell, Value
from promost.plans.reading.sources.formats import number_of, seen
from promost.plans.reading.sources.grid import LARGEST, Sheet
from promost.plans.reading.sources.unreadable import Unreadable
from promost.plans.reading.sources.xls.book import Book, Look
from promost.plans.reading.sources.xls.records import Kind, Texts, records

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_TRUTHS = {"ru": ("ЛОЖЬ", "ИСТИНА"), "en": ("FALSE", "TRUE")}
_HIDDEN_ROW = 0x20
_HIDDEN_COLUMN = 0x01


class SheetReader:
    """Reads the records of one sheet into ``sheet``."""

    def __init__(self, book: Book, sheet: Sheet) -> None:
        self._book = book
        self._sheet = sheet
        self._language = book.language
        self._awaited: tuple[int, int, int] | None = None

    def read(self, stream: bytes, start: int) -> None:
        """Read from ``start``. Raises Unreadable: BROKEN_XLS, TOO_MANY_CELLS."""
        for kind, content in records(stream, start):
            self._record(kind, content)
            if len(self._sheet.cells) > LARGEST:
                raise Unreadable("TOO_MANY_CELLS", sheet=self._sheet.name, rows="65536", columns="256")

    def _record(self, kind: int, content: bytes) -> None:
        if kind == Kind.MERGES:
            self._merges(content)
        elif kind == Kind.ROW:
            row, flags = struct.unpack_from("<H10xH", content)
            self._sheet.hidden_rows.update({row} if flags & _HIDDEN_ROW else ())
        elif kind == Kind.COLUMN:
            first, last, _, _, flags = struct.unpack_from("<5H", content)
            hidden = range(first, min(last, 255) + 1) if flags & _HIDDEN_COLUMN else ()
            self._sheet.hidden_columns.update(hidden)
        elif kind == Kind.STRING and self._awaited is not None:
            text = Texts([content]).long()
            self._put(*self._awaited, text or None, text, formula=True)
        else:
            self._cell(kind, content)

    def _merges(self, content: bytes) -> None:
        count = struct.unpack_from("<H", content)[0]
        for place in range(2, min(2 + 8 * count, len(content) - 7), 8):
            top, bottom, left, right = struct.unpack_from("<4H", content, place)
            self._sheet.merges.append((top, left, bottom, right))

    def _cell(self, kind: int, content: bytes) -> None:
        if kind in {Kind.NUMBER, Kind.RK, Kind.MULTIPLE_RK}:
            for row, column, look, number in _numbers(kind, content):
                self._number(row, column, look, number)
        elif kind in {Kind.LABEL_SHARED, Kind.LABEL, Kind.RICH_STRING, Kind.TRUTH_OR_ERROR, Kind.FORMULA, Kind.BLANK}:
            row, column, look = struct.unpack_from("<3H", content)
            self._single(kind, content, row, column, look)

    def _single(self, kind: int, content: bytes, row: int, column: int, look: int) -> None:
        if kind == Kind.LABEL_SHARED:
            index = struct.unpack_from("<I", content, 6)[0]
            text = self._book.strings[index] if index < len(self._book.strings) else ""
            self._put(row, column, look, text or None, text)
        elif kind in {Kind.LABEL, Kind.RICH_STRING}:
            text = Texts([content], 6).long()
            self._put(row, column, look, text or None, text)
        elif kind == Kind.TRUTH_OR_ERROR:
            self._truth_or_error(row, column, look, content[6], error=bool(content[7]), formula=False)
        elif kind == Kind.FORMULA:
            self._formula(row, column, look, content[6:14])
        elif self._look(look).filled:
            self._sheet.cells[row, column] = Cell(row=row, column=column, filled=True)

    def _formula(self, row: int, column: int, look: int, result: bytes) -> None:
        """The result is a number, or says of what other kind it is."""
        self._awaited = None
        if result[6:8] != b"\xff\xff":
            self._number(row, column, look, struct.unpack("<d", result)[0], formula=True)
        elif result[0] in {1, 2}:
            self._truth_or_error(row, column, look, result[2], error=result[0] == 2, formula=True)
        else:
            self._put(row, column, look, None, "", formula=True)
            self._awaited = (row, column, look)

    def _truth_or_error(self, row: int, column: int, look: int, code: int, error: bool, formula: bool) -> None:
        if error:
            self._put(row, column, look, None, _ERRORS.get(code, "#?"), formula=formula)
        else:
            self._put(row, column, look, bool(code), _TRUTHS[self._language][bool(code)], formula=formula)

    def _number(self, row: int, column: int, look: int, number: float, formula: bool = False) -> None:
        exact: int | Decimal | None = number_of(repr(number))
        if exact is not None:
            code = self._look(look).number_format
            value, text = seen(exact, code, self._book.since_1904, self._language)
            self._put(row, column, look, value, text, formula=formula)

    def _look(self, index: int) -> Look:
        return self._book.looks[index] if index < len(self._book.looks) else Look()

    def _put(self, row: int, column: int, index: int, value: Value | None, text: str, formula: bool = False) -> None:
        look = self._look(index)
        if text or value is not None or formula:
            self._sheet.cells[row, column] = Cell(
                text=text,
                row=row,
                column=column,
                value=value,
                number_format=look.number_format,
                bold=look.bold,
                filled=look.filled,
                formula=formula,
                struck=look.struck,
            )


def _numbers(kind: int, content: bytes) -> Iterator[tuple[int, int, int, float]]:
    """Row, column, look and number of each number in a record."""
    row, column = struct.unpack_from("<HH", content)
    if kind == Kind.NUMBER:
        look, number = struct.unpack_from("<Hd", content, 4)
        yield row, column, look, number
        return
    end = len(content) - (2 if kind == Kind.MULTIPLE_RK else 0)
    for offset, place in enumerate(range(4, end - 5, 6)):
        look, packed = struct.unpack_from("<HI", content, place)
        yield row, column + offset, look, _unpacked(packed)


def _unpacked(packed: int) -> float:
    """A number in four bytes: the upper bits of a double, or a whole number, either perhaps a hundredfold."""
    if packed & 2:
        number = float(struct.unpack("<i", struct.pack("<I", packed))[0] >> 2)
    else:
        number = float(struct.unpack("<d", b"\x00\x00\x00\x00" + struct.pack("<I", packed & 0xFFFFFFFC))[0])
    return number / 100 if packed & 1 else number
