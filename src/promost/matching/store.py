"""The records of a match: encoded blocks, with the changed ones laid over them."""

import numpy as np

from promost.matching.problems import Problem, RecordError
from promost.matching.schema import Schema
from promost.matching.table import Block, encode
from promost.matching.values import Value


class Store:
    """Blocks never change but for the bit that hides a changed record; changed records stand in a small block of
    their own."""

    def __init__(self, schema: Schema) -> None:
        """No records."""
        self.size = 0
        self._schema = schema
        self._blocks: list[Block] = []
        self._reach: list[tuple[int, int]] = []
        self._changed: dict[int, dict[str, Value | None]] = {}
        self._overlay: Block | None = None

    def keep(self, blocks: list[Block]) -> None:
        """Put blocks behind the others; their positions go on from ``size``."""
        for block in blocks:
            self._reach.append((int(block.positions.min()), int(block.positions.max())))
            self._blocks.append(block)
            self.size += block.size

    def blocks(self) -> list[Block]:
        """All blocks, each record in exactly one of them."""
        if self._changed and self._overlay is None:
            columns = {name: [record[name] for record in self._changed.values()] for name in self._schema}
            positions = np.fromiter(self._changed, dtype=np.int32)
            self._overlay = next(encode(self._schema, columns, positions, len(positions)))
        return [*self._blocks, self._overlay] if self._overlay is not None else self._blocks

    def record(self, position: int) -> dict[str, Value | None]:
        """The record at a position. Raises ``RecordError`` if there is none."""
        if not 0 <= position < self.size:
            raise RecordError([Problem("no_position", "", {"value": str(position), "most": str(self.size - 1)})])
        if position in self._changed:
            return self._changed[position]
        block, row = self._home(position)
        return block.record(row, self._schema)

    def change(self, position: int, record: dict[str, Value | None]) -> None:
        """Put a record that was read in the place of another."""
        if position not in self._changed:
            block, row = self._home(position)
            block.bury(row)
        self._changed[position] = record
        self._overlay = None

    def _home(self, position: int) -> tuple[Block, int]:
        """The block and the row of a record. Blocks of one chunk share its positions, so several may have to be
        looked into."""
        for block, (low, high) in zip(self._blocks, self._reach, strict=True):
            row = block.row_of(position) if low <= position <= high else None
            if row is not None:
                return block, row
        raise IndexError(position)
