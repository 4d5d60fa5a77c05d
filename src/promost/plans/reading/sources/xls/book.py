"""What all sheets of an old workbook share: texts, looks, the list of sheets."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field

from promost.plans.reading.sources.formats import format_code
from promost.plans.reading.sources.unreadable import Unreadable
from promost.plans.reading.sources.xls.records import Kind, Texts, records

_CYRILLIC = re.compile("[А-Яа-яЁё]")
_BOLD = 600
_STRUCK = 0x0008
_WHITE = {9, 64, 65}


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is shown."""

    number_format: str = "General"
    bold: bool = False
    struck: bool = False
    filled: bool = False


@dataclass(slots=True)
class Book:
    """A workbook's first part. ``sheets``: name, where its records begin, whether it is hidden."""

    sheets: list[tuple[str, int, bool]] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    since_1904: bool = False

    @property
    def language(self) -> str:
        """The language in which months are named where a format does not say."""
        sample = " ".join([*self.strings[:300], *(name for name, _, _ in self.sheets)])
        return "ru" if _CYRILLIC.search(sample) else "en"


def read_book(stream: bytes) -> Book:
    """Read the first part of ``stream``. Raises Unreadable: PASSWORD, XLS_TOO_OLD, BROKEN_XLS."""
    book = Book()
    fonts: list[tuple[bool, bool]] = []
    formats: dict[int, str] = {}
    looks: list[bytes] = []
    shared: list[bytes] = []
    before = 0
    for kind, content in records(stream, 0):
        if kind == Kind.FILE_PASS:
            raise Unreadable("PASSWORD")
        if kind == Kind.STRINGS or (kind == Kind.CONTINUE and before == Kind.STRINGS):
            shared.append(content)
            kind = Kind.STRINGS  # noqa: PLW2901 - what continues the texts counts as they do
        elif kind == Kind.SHEET:
            _add_sheet(book, content)
        elif kind == Kind.FONT:
            flags, _, weight = struct.unpack_from("<3H", content, 2)
            fonts.append((weight >= _BOLD, bool(flags & _STRUCK)))
        elif kind == Kind.FORMAT:
            formats[struct.unpack_from("<H", content)[0]] = Texts([content], 2).long()
        elif kind == Kind.LOOK:
            looks.append(content)
        elif kind == Kind.DATE_MODE:
            book.since_1904 = content[:1] == b"\x01"
        before = kind
    book.looks = [_look(content, fonts, formats) for content in looks]
    book.strings = _strings(shared)
    return book


def _add_sheet(book: Book, content: bytes) -> None:
    place, state, kind = struct.unpack_from("<IBB", content)
    if kind == 0:
        book.sheets.append((Texts([content], 6).short(), place, bool(state & 3)))


def _strings(pieces: list[bytes]) -> list[str]:
    if not pieces:
        return []
    count = struct.unpack_from("<I", pieces[0], 4)[0]
    if count > sum(len(piece) for piece in pieces):
        raise Unreadable("BROKEN_XLS")
    texts = Texts(pieces, 8)
    return [texts.long().replace("\r\n", "\n").replace("\r", "\n") for _ in range(count)]


def _look(content: bytes, fonts: list[tuple[bool, bool]], formats: dict[int, str]) -> Look:
    font, number_format = struct.unpack_from("<HH", content)
    # There is no font number 4: the file format skips it.
    index = font - 1 if font > 4 else font
    bold, struck = fonts[index] if index < len(fonts) else (False, False)
    pattern, colours = struct.unpack_from("<IH", content, 14)
    filled = pattern >> 26 != 0 and colours & 0x7F not in _WHITE
    return Look(format_code(number_format, formats), bold, struck, filled)
