"""The answers for a table of records. It keeps the encoded table and the counts; planes are worked out again when
they are asked for."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from promost.matching.criteria import Criteria
from promost.matching.facts import POSSIBLY, YES
from promost.matching.kernel import Kernel
from promost.matching.offers import Offers
from promost.matching.problems import Problem, RecordError
from promost.matching.store import Store
from promost.matching.sweep import Sweep, rows_per_block
from promost.matching.table import Block, blocks, check_columns
from promost.matching.truth import Truth
from promost.matching.verdict import TRUTHS, Verdicts

Progress = Callable[[int, int], None]


class Count(NamedTuple):
    """How many records qualify, and how many cannot be decided yet."""

    yes: int
    unknown: int


class Positions(NamedTuple):
    """Ascending positions of records, counted from 0."""

    yes: NDArray[np.int64]
    unknown: NDArray[np.int64]


class Tally:
    """Counts of several matches added up, so that each match can be let go of."""

    def __init__(self, offers: Iterable[str]) -> None:
        """Nothing counted yet."""
        self.records = 0
        self._counts = dict.fromkeys(offers, Count(0, 0))

    def add(self, match: "Match") -> None:
        """Add the counts of a match over the same offers."""
        self.records += len(match)
        for key, (yes, unknown) in match.counts().items():
            self._counts[key] = Count(self._counts[key].yes + yes, self._counts[key].unknown + unknown)

    def counts(self) -> dict[str, Count]:
        """Offer → how many records are yes, and how many unknown; the rest of ``records`` are no."""
        return dict(self._counts)


class Match:
    """Made by ``Engine.match``; changes to it do not touch the engine."""

    def __init__(self, offers: Offers) -> None:
        """No records yet."""
        self._offers = offers
        self._by = offers.narrowing_field()
        self._store = Store(offers.schema)
        self._counts = {key: [0, 0] for key in offers}
        self._kernel: Kernel | None = None

    def __len__(self) -> int:
        """How many records there are."""
        return self._store.size

    def extend(self, columns: Mapping[str, Any], progress: Progress | None = None) -> None:
        """Put more records behind the others. Nothing is kept of them if a column is bad (``RecordError``)."""
        size = check_columns(self._offers.schema, columns)
        sweep = Sweep.of(self._offers.values(), self._offers.conditions)
        rows = rows_per_block(len(sweep.conditions))
        counts = np.zeros((len(self._offers), 2), dtype=np.int64)
        fresh: list[Block] = []
        done, pairs = 0, size * len(self._offers)
        for block in blocks(self._offers.schema, columns, size, self._store.size, rows, self._by):
            counts += sweep.counts(block, _step(progress, done, block.size, pairs))
            fresh.append(block)
            done += block.size * len(self._offers)
        self._store.keep(fresh)
        for own, more in zip(self._counts.values(), counts.tolist(), strict=True):
            own[:] = own[0] + more[0], own[1] + more[1]
        if progress is not None:
            progress(pairs, pairs)

    def counts(self) -> dict[str, Count]:
        """Offer → how many records are yes, and how many unknown; the rest are no."""
        return {key: Count(*found) for key, found in self._counts.items()}

    def offer(self, key: str) -> Positions:
        """The records that qualify for an offer, and those that cannot be decided. Raises ``RecordError`` for an
        unknown offer."""
        if key not in self._offers:
            raise RecordError([Problem("no_offer", "", {"value": key, "offers": ", ".join(list(self._offers)[:12])})])
        sweep = Sweep.of([self._offers[key]], self._offers.conditions)
        pairs = [(block, sweep.pair(block)) for block in self._store.blocks()]
        yes = [block.marked(sure) for block, (sure, _) in pairs]
        unknown = [block.marked(possible & ~sure) for block, (sure, possible) in pairs]
        return Positions(_joined(yes), _joined(unknown))

    def record(self, position: int) -> dict[str, Truth]:
        """Offer → answer for the record at a position. Raises ``RecordError`` if there is none."""
        roots = self._laid_out().roots(self._store.record(position))
        return dict(zip(self._offers, map(TRUTHS.__getitem__, roots.tolist()), strict=True))

    def explain(self, position: int) -> Verdicts:
        """All offers' verdicts for the record at a position. Raises ``RecordError`` if there is none."""
        record, kernel = self._store.record(position), self._laid_out()
        return Verdicts(kernel, self._offers, record, kernel.findings(record))

    def add(self, key: str, criteria: Criteria) -> None:
        """Add an offer to this match, or give one new criteria. The others are not worked out again."""
        sweep = Sweep.of([self._offers.add(key, criteria)], self._offers.conditions)
        found = [sweep.counts(block)[0].tolist() for block in self._store.blocks()]
        self._counts[key] = [sum(one[0] for one in found), sum(one[1] for one in found)]
        self._kernel = None

    def update(self, position: int, changes: Mapping[str, object]) -> None:
        """Change fields of one record; None makes one unknown. Raises ``RecordError``, and then nothing has changed."""
        old, kernel = self._store.record(position), self._laid_out()
        new = self._offers.schema.read({**old, **changes}, str(position))
        before, after = kernel.roots(old), kernel.roots(new)
        self._store.change(position, new)
        for i in np.flatnonzero(before != after).tolist():
            count = self._counts[kernel.keys[i]]
            for roots, step in ((before, -1), (after, 1)):
                count[0] += step * int(roots[i] == YES)
                count[1] += step * int(roots[i] == POSSIBLY)

    def _laid_out(self) -> Kernel:
        if self._kernel is None:
            self._kernel = Kernel(self._offers)
        return self._kernel


def _step(progress: Progress | None, done: int, size: int, pairs: int) -> Callable[[int], None] | None:
    return None if progress is None else lambda offers: progress(done + offers * size, pairs)


def _joined(found: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.sort(np.concatenate([np.empty(0, dtype=np.int64), *found]))
