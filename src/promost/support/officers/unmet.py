"""Demand that nobody serves: enterprises of a region that no published scheme fits, and what stands in the way most."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from django.db.models import Q, QuerySet
from numpy.typing import NDArray

from promost.matching import CriteriaError
from promost.support.models import Level, Scheme
from promost.support.officers.parts import parts_of
from promost.support.officers.table import Answers, Bools, Key, Table, table
from promost.support.schemes.queries import criteria_of, published

CLASS = 2
"""Digits of a class of activities."""


@dataclass(frozen=True, slots=True)
class Group:
    """Enterprises of a class of activities or of a category: how many there are, how many surely nobody serves, and of
    how many it cannot be said."""

    code: str
    known: int
    unserved: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A condition that alone keeps enterprises from a scheme: the part of criteria, whose it is, how many enterprises.

    ``schemes`` are lasting ids of those in which it stands in the way.
    """

    part: Mapping[str, Any]
    count: int
    schemes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unmet:
    """How the enterprises of a region stand to all schemes open to them.

    ``known`` = ``served`` + ``unknown`` + ``unserved``. Unserved is whom surely no scheme fits.
    """

    known: int
    served: int
    unknown: int
    unserved: int
    activities: tuple[Group, ...]
    categories: tuple[Group, ...]
    obstacles: tuple[Obstacle, ...]


def schemes_for(region: str) -> QuerySet[Scheme]:
    """Return the published schemes open to a region's enterprises: its own and the federal ones."""
    return published().filter(Q(region=region) | Q(level=Level.FEDERAL)).select_related("generic")


def unmet(schemes: Iterable[Scheme], key: Key) -> Unmet:
    """Return whom none of some schemes serves, of the table of a key; no query once the table is in memory.

    A scheme whose criteria cannot be read serves nobody here; the doctor names it.
    """
    asked = {str(each.uuid): criteria_of(each) for each in schemes}
    return _unmet(json.dumps(asked, sort_keys=True), key)


@lru_cache(maxsize=16)
def _unmet(text: str, key: Key) -> Unmet:
    rows, asked = table(key), json.loads(text)
    found = dict(_answers(rows, asked))
    served, open_ = np.zeros(len(rows), np.bool_), np.zeros(len(rows), np.bool_)
    for each in found.values():
        served |= each.yes
        open_ |= each.unknown
    unknown, unserved = open_ & ~served, ~(served | open_)
    obstacles = _obstacles(rows, {key_: asked[key_] for key_ in found}, unserved)
    return Unmet(
        len(rows), int(served.sum()), int(unknown.sum()), int(unserved.sum()),
        _groups(rows.okved.astype(f"<U{CLASS}"), unserved, unknown),
        _groups(rows.category, unserved, unknown), obstacles,
    )  # fmt: skip


def _answers(rows: Table, asked: Mapping[str, Any]) -> Iterable[tuple[str, Answers]]:
    for name, criteria in asked.items():
        try:
            yield name, rows.ask(criteria)
        except CriteriaError:
            continue


def _obstacles(rows: Table, asked: Mapping[str, Any], unserved: Bools) -> tuple[Obstacle, ...]:
    """Count, part by part, the unserved enterprises that this part alone keeps from a scheme."""
    blamed: dict[str, tuple[Bools, list[str]]] = {}
    for name, criteria in asked.items():
        parts = parts_of(criteria)
        refusing = [rows.ask(part).no for part in parts]
        if not refusing:
            continue
        alone = (np.sum(refusing, axis=0) == 1) & unserved
        for part, no in zip(parts, refusing, strict=True):
            only = no & alone
            if only.any():
                _blame(blamed, json.dumps(part, sort_keys=True), only, name)
    found = [Obstacle(json.loads(text), int(who.sum()), tuple(names)) for text, (who, names) in blamed.items()]
    return tuple(sorted(found, key=lambda each: -each.count))


def _blame(blamed: dict[str, tuple[Bools, list[str]]], text: str, who: Bools, name: str) -> None:
    before, names = blamed.get(text, (np.zeros(len(who), np.bool_), []))
    blamed[text] = (before | who, [*names, name])


def _groups(values: NDArray[np.str_], unserved: Bools, unknown: Bools) -> tuple[Group, ...]:
    codes, places = np.unique(values, return_inverse=True)
    counts = [np.bincount(places, weights=mask, minlength=len(codes)) for mask in (unserved, unknown)]
    known = np.bincount(places, minlength=len(codes))
    found = [
        Group(str(code), int(known[n]), int(counts[0][n]), int(counts[1][n]))
        for n, code in enumerate(codes)
        if counts[0][n] or counts[1][n]
    ]
    return tuple(sorted(found, key=lambda each: (-each.unserved, -each.unknown, each.code)))
