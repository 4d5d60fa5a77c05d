"""Columns of a table, encoded once: each value becomes a small whole number.

``Ranked`` holds ordered values by rank, ``Single`` one text per record, ``Many`` a list of texts per record. Rows
stand in the block's own order.
"""

from dataclasses import dataclass
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

    def known(self) -> NDArray[np.bool_]:
        """(n,) where the value is known."""
        return np.less(self.ranks, len(self.distinct))

    def value(self, row: int) -> float | None:
        """The value in a row of the block's order."""
        rank = int(self.ranks[row])
        return float(self.distinct[rank]) if rank < len(self.distinct) else None


@dataclass(slots=True)
class Single:
    """``names``: sorted texts. ``ids``: (n,) place of each record's text; ``len(names)`` is unknown."""

    names: list[str]
    ids: Ints

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
    starts: NDArray[np.int64]
    listed: NDArray[np.bool_]
    rows: NDArray[np.int32]
    first: NDArray[np.int64]

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


def ranked(numbers: NDArray[np.float64], order: Order) -> Ranked:
    """Encode ordered values (NaN is unknown), rows put in ``order``."""
    unknown = np.isnan(numbers)
    distinct, places = np.unique(numbers[~unknown], return_inverse=True)
    ranks = np.full(len(numbers), len(distinct), dtype=fits(len(distinct)))
    ranks[~unknown] = places
    return Ranked(distinct, ranks[order])


def many(names: list[str], ids: Ints, lengths: NDArray[np.int64], missing: NDArray[np.bool_], order: Order) -> Many:
    """Encode lists: ``ids`` one after another, ``lengths`` per record, ``missing`` where unknown; rows put in
    ``order``."""
    came = np.cumsum(lengths) - lengths
    lengths = lengths[order]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    ids = ids[np.arange(len(ids)) + np.repeat(came[order] - starts[:-1], lengths)]
    by_name = np.argsort(ids, kind="stable")
    rows = np.repeat(np.arange(len(order), dtype=np.int32), lengths)[by_name]
    first = np.concatenate(([0], np.cumsum(np.bincount(ids, minlength=len(names)))))
    return Many(names, ids, starts, ~missing[order], rows, first)


def fits(most: int) -> type[np.unsignedinteger[Any]]:
    """The smallest unsigned type that can hold ``most``."""
    if most <= np.iinfo(np.uint8).max:
        return np.uint8
    return np.uint16 if most <= np.iinfo(np.uint16).max else np.uint32
