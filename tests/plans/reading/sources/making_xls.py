"""Old workbooks (.xls) made for tests: records in a compound file, no more than each test needs."""

from __future__ import annotations

import struct

from promost.plans.reading.sources.xls.records import BIFF8, Kind

END, FREE = 0xFFFFFFFE, 0xFFFFFFFF
SECTOR = 512


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def bof(version: int = BIFF8) -> bytes:
    return record(Kind.BOF, struct.pack("<HH", version, 5) + bytes(12))


def text(value: str, length: str = "<H") -> bytes:
    """A text of two-byte letters."""
    return struct.pack(length, len(value)) + b"\x01" + value.encode("utf-16-le")


def font(weight: int = 400, flags: int = 0) -> bytes:
    return record(Kind.FONT, struct.pack("<4H", 200, flags, 0x7FFF, weight) + bytes(6) + text("Arial", "<B"))


def look(number_format: int = 0, font_index: int = 0, pattern: int = 0, colour: int = 64) -> bytes:
    packed = struct.pack("<HH10xIH", font_index, number_format, pattern << 26, colour)
    return record(Kind.LOOK, packed)


def strings(*values: str, cut: int | None = None) -> bytes:
    """The shared texts; with ``cut`` letters of the last text in the first record and the others in the next."""
    packed = struct.pack("<II", len(values), len(values)) + b"".join(text(value) for value in values)
    if cut is None:
        return record(Kind.STRINGS, packed)
    place = len(packed) - 2 * (len(values[-1]) - cut)
    rest = values[-1][cut:].encode("latin-1")
    return record(Kind.STRINGS, packed[:place]) + record(Kind.CONTINUE, b"\x00" + rest)


def cell(kind: int, row: int, column: int, style: int, content: bytes) -> bytes:
    return record(kind, struct.pack("<3H", row, column, style) + content)


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return cell(Kind.NUMBER, row, column, style, struct.pack("<d", value))


def shared(row: int, column: int, index: int, style: int = 0) -> bytes:
    return cell(Kind.LABEL_SHARED, row, column, style, struct.pack("<I", index))


def workbook(
    globals_: bytes, *sheets: bytes, names: tuple[str, ...] = ("План",), states: tuple[int, ...] = (0,)
) -> bytes:
    """The stream: the shared part with its list of sheets, then the sheets."""
    lists = [text(name, "<B") for name in names]
    before = len(bof()) + len(globals_) + sum(4 + 6 + len(one) for one in lists) + 4
    stream, place = b"", before
    for name, state, sheet in zip(lists, states, sheets, strict=True):
        stream += record(Kind.SHEET, struct.pack("<IBB", place, state, 0) + name)
        place += len(bof()) + len(sheet) + 4
    parts = b"".join(bof() + sheet + record(Kind.EOF) for sheet in sheets)
    return bof() + globals_ + stream + record(Kind.EOF) + parts


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file with that stream; a short one goes where short ones go, into the root's own stream."""
    short = len(stream) < 4096
    content = stream.ljust(-(-len(stream) // SECTOR) * SECTOR, b"\x00")
    count = len(content) // SECTOR
    minis = -(-len(stream) // 64)
    first = 3  # after the allocation table, the directory and the table of short sectors
    table = [FREE - 2, END, END, *range(first + 1, first + count), END]
    tables = -(-len(table) // 128)
    assert tables == 1
    mini_table = [*range(1, minis), END] if short else []
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(10) + struct.pack("<8I", 1, 1, 0, 4096, 2, 1, END, 0) + struct.pack("<I", 0)
    directory = entry("Root Entry", 5, first if short else END, len(content) if short else 0)
    directory += entry(name, 2, 0 if short else first, len(stream)) + entry("", 0, 0, 0) + entry("", 0, 0, 0)
    return header.ljust(SECTOR, b"\xff") + sector(table) + directory + sector(mini_table) + content


def entry(name: str, kind: int, start: int, size: int) -> bytes:
    encoded = (name + "\x00").encode("utf-16-le") if name else b""
    head = encoded.ljust(64, b"\x00") + struct.pack("<HB", len(encoded), kind)
    return head.ljust(116, b"\x00") + struct.pack("<III", start, size, 0)


def sector(numbers: list[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers).ljust(SECTOR, b"\xff")
