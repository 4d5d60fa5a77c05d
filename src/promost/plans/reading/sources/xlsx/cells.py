"""One cell of a sheet: from what the file keeps to what the reader sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from lxml import etree

from promost.plans.reading.document import Cell, Value
from promost.plans.reading.sources.formats import is_date, number_of, seen, shown_date
from promost.plans.reading.sources.xlsx.names import TRUE, S
from promost.plans.reading.sources.xlsx.strings import Rich, rich, unescaped
from promost.plans.reading.sources.xlsx.styles import Look

_BOOLEANS = {"ru": ("ЛОЖЬ", "ИСТИНА"), "en": ("FALSE", "TRUE")}
_PLAIN = Look()


@dataclass(slots=True)
class Book:
    """What the cells of all sheets share. ``russian``: months and truths are written in Russian, else in English."""

    strings: list[Rich]
    looks: list[Look]
    since_1904: bool = False
    russian: bool = True

    @property
    def language(self) -> str:
        """The language's code, for formats that do not name one."""
        return "ru" if self.russian else "en"


def cell_of(element: etree._Element, book: Book, row: int, column: int) -> Cell | None:
    """The cell of a ``c`` element at a place from 0; None where nothing stands in it and it is not filled."""
    style = element.get("s", "0")
    index = int(style) if style.isdecimal() and len(style) < 8 else 0
    look = book.looks[index] if index < len(book.looks) else _PLAIN
    kept = element.find(S + "v")
    raw = kept.text or "" if kept is not None else ""
    formula = element.find(S + "f") is not None
    value, text, said = _said(element, raw, look, book)
    if not text and value is None and not formula:
        return Cell(row=row, column=column, filled=True) if look.filled else None
    return Cell(
        text=text,
        row=row,
        column=column,
        value=value,
        number_format=look.number_format,
        bold=look.bold or said.bold,
        struck=look.struck or said.struck,
        tracked=bool(said.left_out),
        filled=look.filled,
        formula=formula,
    )


def _said(element: etree._Element, raw: str, look: Look, book: Book) -> tuple[Value | None, str, Rich]:
    """Value, text, and the looks of the text."""
    kind = element.get("t", "n")
    if kind == "inlineStr":
        inline = element.find(S + "is")
        said = rich(inline) if inline is not None else Rich("")
        return said.text or None, said.text, said
    if kind == "s":
        known = raw.strip().isdecimal() and len(raw) < 10 and int(raw) < len(book.strings)
        said = book.strings[int(raw)] if known else Rich("")
        return said.text or None, said.text, said
    value, text = _plain(kind, raw, look.number_format, book)
    return value, text, Rich("")


def _plain(kind: str, raw: str, code: str, book: Book) -> tuple[Value | None, str]:
    if not raw:
        return None, ""
    if kind == "b":
        truth = raw.strip().lower() in TRUE
        return truth, _BOOLEANS[book.language][truth]
    if kind == "e":
        return None, raw
    if kind == "d":
        return _iso(raw, code, book.language)
    number = number_of(raw) if kind == "n" else None
    if number is None:
        text = unescaped(raw)
        return text, text
    return seen(number, code, book.since_1904, book.language)


def _iso(raw: str, code: str, language: str) -> tuple[Value | None, str]:
    try:
        moment = datetime.fromisoformat(raw.strip().replace("Z", ""))
    except ValueError:
        return raw, raw
    value: date | datetime = moment if moment.time() != moment.time().min else moment.date()
    return value, shown_date(value, code if is_date(code) else "dd.mm.yyyy", language)
