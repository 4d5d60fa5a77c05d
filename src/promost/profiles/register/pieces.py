"""What a file of a register is made of: itself, or the files inside an archive; all looked through before any loads."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from promost.kit.text import clean
from promost.profiles.register import cards, documents, encodings, wellformed
from promost.profiles.register.cards import Columns
from promost.profiles.register.problems import BadRegister
from promost.registry.sources import tables
from promost.registry.sources.problems import BadFile

EGRUL, SME, HEADCOUNT, INCOME, TABLE = "egrul", "sme", "headcount", "income", "table"
KINDS = {"РЕЕСТРМСП": SME, "ОТКРДАННЫЕ3": HEADCOUNT, "ОТКРДАННЫЕ5": INCOME}
"""ТипИнф of the tax service's files → kind."""
ENTITY, DOCUMENT = "СвЮЛ", "Документ"
INSIDE = (".xml", ".csv", ".tsv", ".txt")
SAMPLE_LINES = 50
MAGIC = b"PK\x03\x04"
Opens = Callable[[], IO[bytes]]
Watch = Callable[[int], None]
"""Told the bytes of each step."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file to be loaded: its name, how it is opened, its kind, how many rows it has, and what a table needs."""

    name: str
    opens: Opens
    kind: str
    total: int
    columns: Columns | None = None
    encoding: str = ""
    separator: str = ";"
    path: Path | None = None

    @property
    def tag(self) -> str:
        """The element of a row."""
        return ENTITY if self.kind == EGRUL else DOCUMENT


def look_through(path: Path, mapping: Mapping[str, str], watch: Watch) -> list[Piece]:
    """Return the pieces of a file, each looked through to its end. Raises BadRegister, OSError."""
    with path.open("rb") as file:
        is_archive = file.read(4) == MAGIC and path.suffix.lower() not in tables.BOOKS
    if path.suffix.lower() in tables.BOOKS:
        return [_book(path, mapping)]
    if not is_archive:
        return [_piece(path.name, lambda: path.open("rb"), mapping, watch, "")]
    with _whole_archive():
        archive = zipfile.ZipFile(path)
        names = sorted(name for name in archive.namelist() if name.lower().endswith(INSIDE))
        if not names:
            raise BadRegister("EMPTY_ZIP")
        return [_piece(name, _member(archive, name), mapping, watch, name) for name in names]


def size(path: Path) -> int:
    """Return how many bytes ``look_through`` will tell of: unpacked, for an archive. Raises BadRegister, OSError."""
    if not zipfile.is_zipfile(path) or path.suffix.lower() in tables.BOOKS:
        return path.stat().st_size
    with _whole_archive(), zipfile.ZipFile(path) as archive:
        return sum(each.file_size for each in archive.infolist() if each.filename.lower().endswith(INSIDE))


def lines(piece: Piece) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows of a table that hold something, below its heading, each with its line counted from 1."""
    rows = tables.rows(piece.path) if piece.path else _rows(piece)
    next(rows, None)
    return rows


def _member(archive: zipfile.ZipFile, name: str) -> Opens:
    return lambda: archive.open(name)


def _piece(name: str, opens: Opens, mapping: Mapping[str, str], watch: Watch, part: str) -> Piece:
    with opens() as stream:
        head = stream.read(4096)
    if not head.strip():
        raise BadRegister("NOTHING", part)
    if not _is_xml(head):
        return _table(name, opens, mapping, watch, part)
    with opens() as stream:
        root, kind_of = documents.root_of(stream)
    kind = EGRUL if root == "ЕГРЮЛ" else KINDS.get(kind_of, "")
    with opens() as stream:
        total = wellformed.look(stream, part, f"{ENTITY if kind == EGRUL else DOCUMENT} ", watch)
    if not kind:
        raise BadRegister("UNKNOWN_XML", part)
    return Piece(name, opens, kind, total)


def _is_xml(head: bytes) -> bool:
    text = head.decode("utf-16", errors="ignore") if head.startswith(encodings.UTF16) else head.decode("latin-1")
    return text.lstrip("\ufeffï»¿ \r\n\t").startswith("<")


def _table(name: str, opens: Opens, mapping: Mapping[str, str], watch: Watch, part: str) -> Piece:
    with opens() as stream:
        head = stream.read(encodings.SAMPLE)
    if b"\x00" in head and not head.startswith(encodings.UTF16):
        raise BadRegister("BINARY", part)
    with opens() as stream:
        encoding = encodings.of_text(stream)
    beginning = head.decode(encoding, errors="ignore").splitlines()[:SAMPLE_LINES]
    separator = max(tables.SEPARATORS, key=lambda sign: sum(sign in line for line in beginning))
    raw = Piece(name, opens, TABLE, 0, encoding=encoding, separator=separator)
    rows = _rows(raw)
    first = next(rows, None)
    known = cards.columns(first[1] if first else [], mapping, part)
    total = 0
    for _line, cells in rows:
        total += 1
        watch(sum(map(len, cells)))
    return Piece(name, opens, TABLE, total, known, encoding, separator)


def _book(path: Path, mapping: Mapping[str, str]) -> Piece:
    rows = tables.rows(path)
    try:
        first = next(rows, None)
    except BadFile:
        raise BadRegister("BROKEN_BOOK") from None
    known = cards.columns(first[1] if first else [], mapping)
    return Piece(path.name, lambda: path.open("rb"), TABLE, sum(1 for _row in rows), known, path=path)


def _rows(piece: Piece) -> Iterator[tuple[int, Sequence[str]]]:
    with (
        piece.opens() as stream,
        io.TextIOWrapper(stream, encoding=piece.encoding, errors="replace", newline="") as text,
    ):
        reader, line = csv.reader(text, delimiter=piece.separator), 1
        for row in reader:
            cells = [clean(cell) for cell in row]
            if any(cells):
                yield line, cells
            line = reader.line_num + 1


@contextmanager
def _whole_archive() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise BadRegister("BROKEN_ZIP", why=error) from None
