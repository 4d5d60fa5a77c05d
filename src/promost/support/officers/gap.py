"""Which enterprises of the register fit a scheme and have not applied, and of which it cannot be said."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from promost.profiles.models import Enterprise
from promost.support.models import Application, ApplicationState, Scheme
from promost.support.officers.parts import fields_of, parts_of
from promost.support.officers.table import Answers, Bools, Key, Table, table
from promost.support.schemes.queries import criteria_of

FITS, UNKNOWN = WHICH = ("fits", "unknown")
CLASS = 2
"""Digits of a class of activities."""
Positions = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose gap is looked at; an empty text asks for all. ``okved`` is a code with all below it."""

    region: str = ""
    okved: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a list: its code ("" not known), and how many there are."""

    code: str
    count: int


@dataclass(frozen=True, slots=True)
class Gap:
    """How the enterprises of a table stand to a scheme, as far as they are asked for.

    ``known`` = ``applied`` + ``fits`` + ``unknown`` + ``does_not``. ``missing``: field → of how many of the
    unknown it is not known, the most first.
    """

    known: int
    applied: int
    fits: Positions
    unknown: Positions
    missing: tuple[tuple[str, int], ...]
    table: Table

    @property
    def does_not(self) -> int:
        """How many surely do not fit, and have not applied."""
        return self.known - self.applied - len(self.fits) - len(self.unknown)

    def of(self, which: str) -> Positions:
        """Return the positions of those who fit, or of the unknown."""
        return self.unknown if which == UNKNOWN else self.fits

    def inns(self, which: str) -> list[str]:
        """Return their INNs, in the register's order."""
        return [self.table.inns[place] for place in self.of(which).tolist()]

    def by_category(self, which: str) -> list[Share]:
        """Return how many there are of each category, the most first."""
        return _shares(self.table.category[self.of(which)])

    def by_activity(self, which: str) -> list[Share]:
        """Return how many there are in each class of main activity, the most first."""
        return _shares(self.table.okved[self.of(which)].astype(f"<U{CLASS}"))

    def by_region(self, which: str) -> list[Share]:
        """Return how many there are in each region, the most first."""
        return _shares(self.table.region[self.of(which)])


def gap(scheme: Scheme, key: Key, asked: Asked | None = None) -> Gap:
    """Return who fits a scheme and has not applied, of the table of a key. One query once the table is in memory."""
    rows = table(key)
    found = _found(json.dumps(criteria_of(scheme), sort_keys=True), key)
    chosen = _chosen(rows, asked or Asked())
    applied = _mask(rows, applicants(scheme)) & chosen
    fits, unknown = (each & chosen & ~applied for each in (found.whole.yes, found.whole.unknown))
    missing = {code: int(np.count_nonzero(lacking & unknown)) for code, lacking in found.lacking.items()}
    told = sorted(((code, count) for code, count in missing.items() if count), key=lambda each: -each[1])
    known = int(np.count_nonzero(chosen))
    return Gap(known, int(np.count_nonzero(applied)), np.flatnonzero(fits), np.flatnonzero(unknown), tuple(told), rows)


def applicants(scheme: Scheme) -> frozenset[str]:
    """Return the INNs of those who applied for a scheme, here or elsewhere; a draft is the enterprise's own affair."""
    rows = Application.objects.filter(scheme=scheme).exclude(state=ApplicationState.DRAFT)
    return frozenset(rows.exclude(applicant__inn="").order_by().values_list("applicant__inn", flat=True))


def enterprises(inns: Sequence[str]) -> list[Enterprise]:
    """Return rows of the register in the order of their INNs, in one query."""
    rows = {each.inn: each for each in Enterprise.objects.filter(inn__in=inns).select_related("region")}
    return [rows[inn] for inn in inns if inn in rows]


@dataclass(frozen=True, slots=True)
class _Found:
    whole: Answers
    lacking: Mapping[str, Bools]
    """Field → of whom it is not known, and a part of the criteria waits for it."""


@lru_cache(maxsize=64)
def _found(text: str, key: Key) -> _Found:
    criteria: dict[str, Any] = json.loads(text)
    rows = table(key)
    lacking: dict[str, Bools] = {}
    for part in parts_of(criteria):
        waits = rows.ask(part).unknown
        for code in sorted(fields_of(part)):
            lacks = waits & ~rows.known(code)
            lacking[code] = lacking[code] | lacks if code in lacking else lacks
    return _Found(rows.ask(criteria), lacking)


def _chosen(rows: Table, asked: Asked) -> Bools:
    chosen = np.ones(len(rows), dtype=np.bool_)
    if asked.region:
        chosen &= rows.region == asked.region
    if asked.category:
        chosen &= rows.category == asked.category
    if asked.okved:
        chosen &= np.char.startswith(rows.okved, asked.okved)
    return chosen


def _mask(rows: Table, inns: frozenset[str]) -> Bools:
    if not inns:
        return np.zeros(len(rows), dtype=np.bool_)
    return np.fromiter((inn in inns for inn in rows.inns), dtype=np.bool_, count=len(rows))


def _shares(values: NDArray[np.str_]) -> list[Share]:
    codes, counts = np.unique(values, return_counts=True)
    found = [Share(str(code), int(count)) for code, count in zip(codes, counts, strict=True)]
    return sorted(found, key=lambda each: (-each.count, each.code))
