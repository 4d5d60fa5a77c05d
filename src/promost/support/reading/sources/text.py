"""CSV as offices hand it out: UTF-8, UTF-16 or Windows-1251; parted by semicolons, commas, tabs or bars."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from promost.kit.uploads.kinds import decode
from promost.plans.reading.sources.unreadable import Unreadable
from promost.support.reading.sources.rows import RawCell, RawRow

SEPARATORS = ";\t,|"
SAMPLE = 30
"""Rows that are looked at to find the separator."""
_CONTROLS = bytes(code for code in range(1, 32) if code not in b"\t\n\r")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_text(data: bytes, name: str) -> tuple[RawRow, ...]:
    """The rows of a CSV that say something; a row has the number of the line on which it begins.

    Raises Unreadable: NOT_A_TABLE for what is no text, BROKEN_CSV, EMPTY_DOCUMENT.
    """
    text = decode(data if data.startswith(_UTF16) else data.translate(None, _CONTROLS))
    if text is None:
        raise Unreadable("NOT_A_TABLE", name=name, kind="")
    text = text.removeprefix("\ufeff")
    rows = tuple(row for row in _rows(text, separator_of(text), name) if row.says)
    if not rows:
        raise Unreadable("EMPTY_DOCUMENT", name=name)
    return rows


def separator_of(text: str) -> str:
    """The sign under which the most rows of the beginning have the same number of cells, and more than one."""
    return max(SEPARATORS, key=lambda sign: _fit(text, sign))


def _fit(text: str, sign: str) -> tuple[bool, float, int]:
    try:
        widths = [len(row) for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), SAMPLE) if row]
    except csv.Error:
        return False, 0.0, 0
    if not widths:
        return False, 0.0, 0
    width, count = Counter(widths).most_common(1)[0]
    return width > 1, count / len(widths), width


def _rows(text: str, sign: str, name: str) -> Iterator[RawRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    line = 1
    try:
        for row in reader:
            yield RawRow(line, _cells(row))
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable("BROKEN_CSV", name=name, row=str(line)) from error


def _cells(row: Sequence[str]) -> tuple[RawCell, ...]:
    return tuple(RawCell(text) for text in row)
