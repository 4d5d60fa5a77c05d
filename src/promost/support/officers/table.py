"""The register of enterprises made ready for matching: encoded once for a state of the register, a region and a day.

What an enterprise told of itself is not asked here: it is for its members. Such a field is unknown for everybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from promost.matching import Criteria, Engine
from promost.matching.match import Match
from promost.profiles.queries.columns import Version, columns, version
from promost.profiles.schema import enterprise_schema, region_options

Bools = NDArray[np.bool_]
Texts = NDArray[np.str_]
Key = tuple[Version, str, date, tuple[tuple[str, str, str], ...]]
"""The state of the register, the region ("" all), the day, and the list of regions, of which the fields are made."""
ASKED = "asked"
KEPT = 3
"""Tables that are kept: the whole register, and some regions."""
TRIALS = 2_000
"""After so many criteria a table is encoded anew: what it remembers of each would else only grow."""


@dataclass(frozen=True, slots=True)
class Answers:
    """By position in the table: who surely meets criteria, and of whom it cannot be said; (n,) each."""

    yes: Bools
    unknown: Bools

    @property
    def no(self) -> Bools:
        """Who surely does not."""
        return ~(self.yes | self.unknown)


@dataclass(slots=True)
class Table:
    """Enterprises by position: INN, region, main code of activity ("" unknown), category ("" unknown), and a match."""

    key: Key
    inns: Sequence[str]
    region: Texts
    okved: Texts
    category: Texts
    fields: Mapping[str, Any]
    match: Match
    trials: int = 0
    _known: dict[str, Bools] = field(default_factory=dict)
    _lock: Any = field(default_factory=Lock)

    def __len__(self) -> int:
        """How many enterprises there are."""
        return len(self.inns)

    def ask(self, criteria: Mapping[str, Any]) -> Answers:
        """Return who meets criteria. Raises CriteriaError for what cannot be read."""
        read = Criteria.from_json(dict(criteria))
        with self._lock:
            self.match.add(ASKED, read)
            found = self.match.offer(ASKED)
            self.trials += 1
        return Answers(self._mask(found.yes), self._mask(found.unknown))

    def known(self, code: str) -> Bools:
        """Return of whom a field is known, (n,)."""
        if code not in self._known:
            self._known[code] = _known(self.fields.get(code), len(self))
        return self._known[code]

    def _mask(self, positions: NDArray[np.int64]) -> Bools:
        made = np.zeros(len(self), dtype=np.bool_)
        made[positions] = True
        return made


_tables: dict[Key, Table] = {}
_lock = Lock()


def key_of(region: str | None, day: date) -> Key:
    """Return the name of a table as things are now; two queries."""
    return version(), region or "", day, region_options()


def is_ready(key: Key) -> bool:
    """Whether a table is in memory already; else its first question takes some seconds for a whole country."""
    return key in _tables


def table(key: Key) -> Table:
    """Return the enterprises of a region (or all), made ready; kept until the register or the day changes."""
    with _lock:
        kept = _tables.get(key)
        if kept is None or kept.trials >= TRIALS:
            stale = [each for each in _tables if each[0] != key[0] or each[2] != key[2] or each == key]
            for each in stale or list(_tables)[: max(0, len(_tables) - KEPT + 1)]:
                del _tables[each]
            kept = _tables[key] = _made(key)
        return kept


def _made(key: Key) -> Table:
    read = columns(key[1] or None)
    main = [codes[0] if codes else "" for codes in read.fields["okved"]]
    return Table(
        key,
        read.inns,
        np.array([each or "" for each in read.fields["region"]], dtype=np.str_),
        np.array(main, dtype=np.str_),
        np.array([each or "" for each in read.fields["sme"]], dtype=np.str_),
        read.fields,
        Engine(enterprise_schema(), as_of=key[2]).match(read.fields),
    )


def _known(column: Any, size: int) -> Bools:
    if column is None:
        return np.zeros(size, dtype=np.bool_)
    if isinstance(column, np.ndarray):
        return ~np.isnan(column)
    return np.fromiter((value is not None for value in column), dtype=np.bool_, count=size)
