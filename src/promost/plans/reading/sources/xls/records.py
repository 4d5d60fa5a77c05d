"""Records of a BIFF8 stream ([MS-XLS]): their numbers, how they follow one another, how texts stand in them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import IntEnum

from promost.plans.reading.sources.unreadable import Unreadable

BIFF8 = 0x0600


class Kind(IntEnum):
    """The records that are read."""

    FORMULA = 0x06
    EOF = 0x0A
    DATE_MODE = 0x22
    FILE_PASS = 0x2F
    FONT = 0x31
    CONTINUE = 0x3C
    COLUMN = 0x7D
    SHEET = 0x85
    MULTIPLE_RK = 0xBD
    MULTIPLE_BLANK = 0xBE
    RICH_STRING = 0xD6
    LOOK = 0xE0
    MERGES = 0xE5
    STRINGS = 0xFC
    LABEL_SHARED = 0xFD
    BLANK = 0x201
    NUMBER = 0x203
    LABEL = 0x204
    TRUTH_OR_ERROR = 0x205
    STRING = 0x207
    ROW = 0x208
    RK = 0x27E
    FORMAT = 0x41E
    BOF = 0x809


def records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Number and content of each record from ``start`` to the end of the part that begins there.

    Parts inside (charts) are passed over. Raises Unreadable: BROKEN_XLS, XLS_TOO_OLD.
    """
    depth = 0
    place = start
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        content = stream[place + 4 : place + 4 + length]
        place += 4 + length
        if kind == Kind.BOF:
            if depth == 0 and len(content) >= 2 and struct.unpack_from("<H", content)[0] != BIFF8:
                raise Unreadable("XLS_TOO_OLD")
            depth += 1
        elif kind == Kind.EOF:
            depth -= 1
        elif depth == 1:
            yield kind, content
        if depth < 1:
            return
    raise Unreadable("BROKEN_XLS")


class Texts:
    """Reads texts from the content of a record and of those that continue it."""

    def __init__(self, pieces: list[bytes], place: int = 0) -> None:
        self._pieces = pieces
        self._piece = 0
        self._place = place

    def short(self) -> str:
        """A text whose length takes one byte."""
        return self._text(self._take(1)[0])

    def long(self) -> str:
        """A text whose length takes two bytes."""
        return self._text(struct.unpack("<H", self._take(2))[0])

    def _text(self, length: int) -> str:
        flags = self._take(1)[0]
        runs = struct.unpack("<H", self._take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self._take(4))[0] if flags & 4 else 0
        text = self._letters(length, wide=bool(flags & 1))
        self._take(4 * runs + extra)
        return text

    def _letters(self, length: int, wide: bool) -> str:
        """Letters may run into the next record, which then begins by saying anew how wide they are."""
        parts: list[str] = []
        while length:
            size = 2 if wide else 1
            piece = self._pieces[self._piece]
            count = min(length, (len(piece) - self._place) // size)
            raw = piece[self._place : self._place + count * size]
            parts.append(raw.decode("utf-16-le" if wide else "latin-1", errors="replace"))
            self._place += count * size
            length -= count
            if length:
                self._next()
                wide = bool(self._take(1)[0] & 1)
        return "".join(parts)

    def _take(self, count: int) -> bytes:
        taken = b""
        while True:
            piece = self._pieces[self._piece]
            more = piece[self._place : self._place + count - len(taken)]
            taken += more
            self._place += len(more)
            if len(taken) == count:
                return taken
            self._next()

    def _next(self) -> None:
        self._piece += 1
        self._place = 0
        if self._piece >= len(self._pieces):
            raise Unreadable("BROKEN_XLS")
