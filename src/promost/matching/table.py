"""A table of records in blocks, each encoded once and sorted by the field that criteria narrow by most."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from promost.matching.columns import Column, Many, Single
from promost.matching.problems import Problem, RecordError
from promost.matching.reading import read
from promost.matching.schema import Field, Schema
from promost.matching.values import Value

Words = NDArray[np.uint64]

CHUNK = 2**19
"""How many records are read and sorted at once."""


def pack(bools: NDArray[np.bool_]) -> Words:
    """64 records to a word; the length must be a multiple of 64."""
    return np.packbits(bools, bitorder="little").view(np.uint64)


def padded(bools: NDArray[np.bool_]) -> Words:
    """The same for any length, filled up with 0."""
    return pack(np.concatenate((bools, np.zeros(-len(bools) % 64, dtype=np.bool_))))


@dataclass(frozen=True, slots=True)
class Slices:
    """Where the rows of each text of ``field`` stand in a block sorted by it: text → ``[start, end)``."""

    field: str
    rows: dict[str, tuple[int, int]]
    unknown: tuple[int, int]


@dataclass(slots=True)
class Block:
    """Records in rows. ``positions[row]`` is where the record stands in the whole table.

    ``knowledge``: field → its known plane, and its unknown plane or None where everything is known. ``alive`` masks
    records that were changed since; None while there are none.
    """

    positions: NDArray[np.int32]
    columns: dict[str, Column]
    knowledge: dict[str, tuple[Words, Words | None]]
    slices: "Slices | None" = None
    alive: Words | None = None

    @property
    def size(self) -> int:
        """How many records there are."""
        return len(self.positions)

    @property
    def words(self) -> int:
        """How many words a plane has."""
        return -(-self.size // 64)

    def row_of(self, position: int) -> int | None:
        """The row of the record at a position; None if it stands in another block."""
        found = np.flatnonzero(self.positions == position)
        return int(found[0]) if len(found) else None

    def record(self, row: int, schema: Schema) -> dict[str, Value | None]:
        """The record in a row, as ``Schema.read`` gives it."""
        return {name: _value(schema[name], column, row) for name, column in self.columns.items()}

    def marked(self, plane: Words) -> NDArray[np.int64]:
        """The positions of the set bits."""
        rows = np.unpackbits(plane.view(np.uint8), bitorder="little", count=self.size).view(np.bool_)
        return self.positions[rows].astype(np.int64)

    def bury(self, row: int) -> None:
        """Take the record in a row out of every later answer."""
        if self.alive is None:
            self.alive = padded(np.ones(self.size, dtype=np.bool_))
        word, bit = divmod(row, 64)
        self.alive[word] &= ~np.uint64(1 << bit)


def check_columns(schema: Schema, columns: Mapping[str, Any]) -> int:
    """The number of records. Raises ``RecordError`` for unknown fields and columns of different lengths."""
    problems = [schema.unknown(name, str(name)) for name in columns if name not in schema]
    bare = [
        name for name in columns if name in schema and (isinstance(columns[name], str) or not _sized(columns[name]))
    ]
    problems += [Problem("not_a_column", name, {"value": type(columns[name]).__name__}) for name in bare]
    lengths = {name: len(columns[name]) for name in columns if name in schema and name not in bare}
    size = next(iter(lengths.values()), 0)
    usual = next(iter(lengths), "")
    problems += [
        Problem("other_length", name, {"length": str(n), "other": usual, "size": str(size)})
        for name, n in lengths.items()
        if n != size
    ]
    if problems:
        raise RecordError(problems)
    return size


def blocks(
    schema: Schema, columns: Mapping[str, Any], size: int, first: int, rows: int, by: str | None
) -> Iterator[Block]:
    """Encode columns of ``size`` records into blocks of at most ``rows``; their positions begin at ``first``.

    Records are sorted by the field ``by`` within chunks of at most ``CHUNK``, so that a block holds few of its texts.
    """
    for start in range(0, size, CHUNK):
        part = {name: column[start : start + CHUNK] for name, column in columns.items()}
        positions = np.arange(first + start, first + min(start + CHUNK, size), dtype=np.int32)
        yield from encode(schema, part, positions, rows, by)


def encode(
    schema: Schema, columns: Mapping[str, Any], positions: NDArray[np.int32], rows: int, by: str | None = None
) -> Iterator[Block]:
    """Encode one chunk, sorted by the field ``by``, into blocks. Raises ``RecordError`` naming positions."""
    nothing = [None] * len(positions)
    raw = {name: read(name, field, columns.get(name, nothing), int(positions[0])) for name, field in schema.items()}
    order = np.arange(len(positions))
    if by is not None:
        order = np.argsort(cast("Single", raw[by]).ids, kind="stable")
    for start in range(0, len(positions), rows):
        part = order[start : start + rows]
        encoded = {name: column.taken(part) for name, column in raw.items()}
        knowledge = {name: _knowledge(column.known()) for name, column in encoded.items()}
        yield Block(positions[part], encoded, knowledge, _slices(by, encoded[by]) if by is not None else None)


def _slices(field: str, column: Column) -> Slices:
    single = cast("Single", column)
    edges = np.searchsorted(single.ids, np.arange(len(single.names) + 2, dtype=single.ids.dtype)).tolist()
    spans = list(pairwise(edges))
    return Slices(field, dict(zip(single.names, spans[:-1], strict=True)), spans[-1])


def _knowledge(known: NDArray[np.bool_]) -> tuple[Words, Words | None]:
    return padded(known), None if known.all() else padded(~known)


def _value(field: Field, column: Column, row: int) -> Value | None:
    found = column.value(row)
    if isinstance(found, float):
        return date.fromordinal(int(found)) if field.kind == "date" else found
    if found is None or isinstance(column, Many):
        return found
    return found[0] == "true" if field.kind == "flag" else found[0]


def _sized(column: Any) -> bool:
    return hasattr(column, "__len__") and hasattr(column, "__getitem__")
