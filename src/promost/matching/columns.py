"""Columns of a table, encoded once: each value becomes a small whole number.

``Ranked`` holds ordered values by rank, ``Single`` one text per record, ``Many`` a list of texts per record. Rows
stand in the block's own order.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Order = NDArray[np.intp]


@dataclass(slots=True)
class Ranked:
    """``distinct``: sorted values (float64). ``ranks``: (n,) place of each record's value; ``len(distinct)`` is
    unknown."""

    distinct: NDArray[np.float64]
    ranks: Ints

    def taken(self, order: Order) -> "Ranked":
        """The rows in ``order``."""
        return Ranked(self.distinct, self.ranks[order])

    def known(self) -> NDArray[np.bool_]:
        """(n,) where the value is known."""
        return np.less(self.ranks, len(self.distinct))

    def value(self, row: int) -> float | None:
        """The value in a row."""
        rank = int(self.ranks[row])
        return float(self.distinct[rank]) if rank < len(self.distinct) else None


@dataclass(slots=True)
class Single:
    """``names``: sorted texts. ``ids``: (n,) place of each record's text; ``len(names)`` is unknown."""

    names: list[str]
    ids: Ints

    def taken(self, order: Order) -> "Single":
        """The rows in ``order``."""
        return Single(self.names, self.ids[order])

    def known(self) -> NDArray[np.bool_]:
        """(n,) where the text is known."""
        return np.less(self.ids, len(self.names))

    def value(self, row: int) -> tuple[str, ...] | None:
        """The text in a row, as the only element."""
        found = int(self.ids[row])
        return (self.names[found],) if found < len(self.names) else None


@dataclass(slots=True)
class Many:
    """Lists of texts: ``names[i] for i in ids[starts[row]:starts[row+1]]``; unknown unless ``listed``.

    Turned round for speed: ``rows[first[j]:first[j+1]]`` are the rows that hold ``names[j]``, so the rows of a prefix
    are one stretch.
    """

    names: list[str]
    ids: Ints
    starts: NDArray[np.int32]
    listed: NDArray[np.bool_]
    rows: NDArray[np.int32] = field(init=False)
    first: NDArray[np.int32] = field(init=False)

    def __post_init__(self) -> None:
        """Turn the lists round."""
        rows = np.repeat(np.arange(len(self.listed), dtype=np.int32), np.diff(self.starts))
        self.rows = rows[np.argsort(self.ids, kind="stable")]
        self.first = edges(np.bincount(self.ids, minlength=len(self.names)))

    def taken(self, order: Order) -> "Many":
        """The rows in ``order``."""
        starts = edges(np.diff(self.starts)[order])
        shift = np.repeat(self.starts[:-1][order] - starts[:-1], np.diff(starts))
        return Many(self.names, self.ids[np.arange(len(shift)) + shift], starts, self.listed[order])

    def known(self) -> NDArray[np.bool_]:
        """(n,) where the list is known."""
        return self.listed

    def value(self, row: int) -> tuple[str, ...] | None:
        """The list in a row, each text once."""
        if not self.listed[row]:
            return None
        found = self.ids[self.starts[row] : self.starts[row + 1]]
        return tuple(dict.fromkeys(self.names[i] for i in found.tolist()))


Column = Ranked | Single | Many


def ranked(numbers: NDArray[np.float64]) -> Ranked:
    """Encode ordered values; NaN is unknown."""
    unknown = np.isnan(numbers)
    distinct, places = np.unique(numbers[~unknown], return_inverse=True)
    ranks = np.full(len(numbers), len(distinct), dtype=fits(len(distinct)))
    ranks[~unknown] = places
    return Ranked(distinct, ranks)


def edges(lengths: NDArray[Any]) -> NDArray[np.int32]:
    """Where stretches of these lengths begin, and at last where the last one ends."""
    return np.concatenate((np.zeros(1, dtype=np.int32), np.cumsum(lengths, dtype=np.int32)))


def fits(most: int) -> type[np.unsignedinteger[Any]]:
    """The smallest unsigned type that can hold ``most``."""
    if most <= np.iinfo(np.uint8).max:
        return np.uint8
    return np.uint16 if most <= np.iinfo(np.uint16).max else np.uint32
