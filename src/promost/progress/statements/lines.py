"""The lines of facts and observations, and the pools that the calculation takes, made of nothing but lines. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from promost.progress.calculation.rows import FactRow, LevelRow, Pools
from promost.progress.statements.canonical import Line

ROOM = "room"
MEASURE, PARTICIPANTS, REGION = "measure", "participants", "region"
OBSERVED_BY = ("indicator", "region", "organisation", "starts_on", "ends_on", "breakdown")
"""What makes two observations the same level in two releases."""


class Keys(Protocol):
    """Numbers for codes and lasting ids, as the calculation takes them; the same text gives the same number."""

    def key(self, kind: str, text: str) -> int:
        """Return the number of an indicator's code, or of the uuid of a measure or an organisation."""


@dataclass(slots=True)
class Counted:
    """Numbers in the order in which texts are met: for lines that stand without a database."""

    known: dict[tuple[str, str], int] = field(default_factory=dict)

    def key(self, kind: str, text: str) -> int:
        """Return the number of a text of a kind."""
        return self.known.setdefault((kind, text), len(self.known) + 1)


@dataclass(frozen=True, slots=True)
class Stored:
    """Numbers that the database has. Raises KeyError for what it has not."""

    known: Mapping[tuple[str, str], int]

    def key(self, kind: str, text: str) -> int:
        """Return the database's key of a text of a kind."""
        return self.known[kind, text]


def pools_of(lines: Iterable[Line], keys: Keys) -> Pools:
    """Return the facts and levels of lines, those of earlier statements first: a later release replaces an earlier."""
    pools, levels = Pools(), dict[tuple[Any, ...], Line]()
    for line in lines:
        if "fact" in line:
            _add(pools, line, keys)
        elif "observation" in line:
            levels[tuple(line[name] for name in OBSERVED_BY)] = line
    pools.levels.extend(_level(place, line, keys) for place, line in enumerate(levels.values(), start=1))
    return pools


def _add(pools: Pools, line: Line, keys: Keys) -> None:
    row = _fact(line, keys)
    if MEASURE in line["counts"] and row.measure is not None:
        pools.measures.setdefault(row.measure, []).append(row)
    if PARTICIPANTS in line["counts"]:
        pools.participants.append(row)
    if REGION in line["counts"]:
        pools.region.append(row)


def _fact(line: Line, keys: Keys) -> FactRow:
    value, sign = Decimal(line["value"]), -1 if line["reverses"] else 1
    weight, by_hand = abs(value) * sign, line["how"] != ROOM
    return FactRow(
        measure=_key(keys, "measure", line["measure"]),
        indicator=keys.key("indicator", line["indicator"]),
        breakdown=line["breakdown"],
        day=date.fromisoformat(line["happened_on"]),
        organisation=_key(keys, "organisation", line["organisation"]),
        value=value,
        weight=weight,
        by_hand=weight if by_hand else Decimal(0),
        facts=sign,
        facts_by_hand=sign if by_hand else 0,
    )


def _level(place: int, line: Line, keys: Keys) -> LevelRow:
    return LevelRow(
        key=place,
        indicator=keys.key("indicator", line["indicator"]),
        region=line["region"],
        organisation=_key(keys, "organisation", line["organisation"]),
        home=line["home"],
        starts_on=date.fromisoformat(line["starts_on"]),
        ends_on=date.fromisoformat(line["ends_on"]),
        breakdown=line["breakdown"],
        value=Decimal(line["value"]),
        release=line["release"],
    )


def _key(keys: Keys, kind: str, text: str | None) -> int | None:
    return None if text is None else keys.key(kind, text)
