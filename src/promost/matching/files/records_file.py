"""Records from a CSV file, a batch at a time, so that memory does not grow with the file but for what is kept of it."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Any

from promost.matching.files.cells import read_cell
from promost.matching.problems import BadValue, Problem, RecordError
from promost.matching.reading import SHOWN
from promost.matching.schema import Schema

BATCH = 250_000

_DELIMITERS = ";\t,"


@dataclass(frozen=True)
class Batch:
    """``columns`` of so many records, their ``keys``, and how many ``bytes`` of the file were read for them."""

    columns: dict[str, list[Any]]
    keys: list[str]
    bytes: int


@dataclass
class RecordsFile:
    """A CSV file with a line of column names; encoded as UTF-8 or windows-1251, cells parted by ``;``, tab or comma."""

    path: Path
    schema: Schema
    key: str = ""
    ignored: list[str] = field(default_factory=list)

    def batches(self) -> Iterator[Batch]:
        """Read batch by batch. Raises ``RecordError`` naming lines and columns; faults of one batch are told
        together."""
        encoding = self._encoding()
        try:
            with self.path.open("rb") as raw, TextIOWrapper(raw, encoding=encoding, newline="") as file:
                header = file.readline()
                delimiter = max(_DELIMITERS, key=header.count)
                names = [name.strip() for name in next(csv.reader([header], delimiter=delimiter), [])]
                key = self._check(names)
                lines = csv.reader(file, delimiter=delimiter)
                while rows := self._rows(lines):
                    yield self._batch(names, key, rows, raw.tell())
        except OSError as fault:
            raise RecordError([Problem("no_file", str(self.path), {"value": fault.strerror or ""})]) from None

    def find(self, key: str) -> dict[str, Any]:
        """The record with a key (or, without a key column, on a line). Raises ``RecordError`` if there is none."""
        for batch in self.batches():
            if key in batch.keys:
                place = batch.keys.index(key)
                return {name: column[place] for name, column in batch.columns.items()}
        raise RecordError([Problem("no_record", "", {"value": key, "column": self.key or "№"})])

    def _rows(self, lines: Any) -> list[tuple[int, list[str]]]:
        try:
            return [(lines.line_num + 1, row) for row in islice(lines, BATCH)]
        except csv.Error as fault:
            raise RecordError([Problem("bad_csv", self._place(lines.line_num + 1), {"value": str(fault)})]) from None

    def _place(self, line: int) -> str:
        return f"{self.path.name}:{line}"

    def _encoding(self) -> str:
        try:
            with self.path.open(encoding="utf-8") as file:
                while file.read(2**20):
                    pass
        except UnicodeDecodeError:
            return "cp1251"
        except OSError as fault:
            raise RecordError([Problem("no_file", str(self.path), {"value": fault.strerror or ""})]) from None
        return "utf-8-sig"

    def _check(self, names: Sequence[str]) -> int | None:
        """The place of the key column, None if records go by their number."""
        where, known = self.path.name, ", ".join(self.schema)
        if not any(names):
            raise RecordError([Problem("no_header", where)])
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise RecordError([Problem("twice_column", where, {"value": name}) for name in twice])
        if not set(names) & set(self.schema):
            raise RecordError([Problem("no_columns", where, {"fields": known})])
        if self.key and self.key not in names:
            raise RecordError([Problem("no_key", where, {"value": self.key, "fields": ", ".join(names)})])
        self.ignored = [name for name in names if name not in self.schema and name != self.key]
        return names.index(self.key) if self.key else None

    def _batch(self, names: list[str], key: int | None, rows: list[tuple[int, list[str]]], read: int) -> Batch:
        rows = [(line, row) for line, row in rows if any(row)]
        problems = [
            Problem("other_width", self._place(line), {"length": str(len(row)), "size": str(len(names))})
            for line, row in rows
            if len(row) != len(names)
        ]
        if problems:
            raise RecordError(problems[:SHOWN])
        columns = {
            name: self._column(name, place, rows, problems) for place, name in enumerate(names) if name in self.schema
        }
        if problems:
            raise RecordError(problems[:SHOWN])
        keys = [str(line) if key is None else row[key].strip() for line, row in rows]
        return Batch(columns, keys, read)

    def _column(self, name: str, place: int, rows: list[tuple[int, list[str]]], problems: list[Problem]) -> list[Any]:
        """A column's values; each distinct cell is read once."""
        one, read = self.schema[name], {}
        for line, row in rows:
            cell = row[place]
            if cell not in read:
                try:
                    read[cell] = read_cell(one, cell)
                except BadValue as fault:
                    read[cell] = None
                    problems.append(fault.at(f"{self._place(line)}, {name}"))
        return [read[row[place]] for _, row in rows]


def _line(line: int) -> str:
    return f"line {line}"
