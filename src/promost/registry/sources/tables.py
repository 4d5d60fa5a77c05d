"""Tables as offices hand them out: .csv and .tsv in the encodings they come in, .xlsx, .xls and .ods."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from promost.kit.text import clean
from promost.registry.sources.problems import whole

Row = tuple[int, Sequence[str]]
"""The line's number, counted from 1, and its cells, cleaned."""

BOOKS = {".xlsx", ".xls", ".ods"}
SEPARATORS = "\t;,|"
SAMPLE = 50


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows that hold something. Raises BadFile for what is no table, OSError for what cannot be opened."""
    cells = _book(path) if path.suffix.lower() in BOOKS else _text(path)
    for line, row in cells:
        cleaned = [clean(cell) for cell in row]
        if any(cleaned):
            yield line, cleaned


def decode(path: Path) -> str:
    """Return the file's text: UTF-16 by its mark, else UTF-8, else Windows-1251. Raises BadFile for a binary file."""
    raw = path.read_bytes()
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    if b"\x00" in raw:
        raise whole(path.name, _("This is no text file. Save the table as .csv or .xlsx and load that."))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1251", errors="replace")


def _text(path: Path) -> Iterator[Row]:
    text = decode(path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise whole(path.name, _("Line %(line)d cannot be read: %(error)s") % {"line": line, "error": error}) from None


def _separator(text: str) -> str:
    """The sign that parts the most lines of the beginning into at least two."""
    lines = text.splitlines()[:SAMPLE]
    counts = Counter({sign: sum(sign in line for line in lines) for sign in SEPARATORS})
    return max(SEPARATORS, key=lambda sign: counts[sign])


def _book(path: Path) -> Iterator[Row]:
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - a heavy reader, seldom needed

    try:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    except (CalamineError, IndexError):
        raise whole(path.name, _("The workbook cannot be opened. Save its sheet as .csv and load that.")) from None
    for line, row in enumerate(sheet.iter_rows(), sheet.start[0] + 1 if sheet.start else 1):
        yield line, [_cell(value) for value in row]


def _cell(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
