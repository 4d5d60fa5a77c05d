"""What a row of a register does to what is known of an enterprise. Pure: a state is columns and values.

A newer release takes the place of an older one, matter by matter; an older one only fills what is blank. Of two figures
the one of the later year counts, then the later release. The same release a second time changes nothing, and where it
says something else it is refused: which of the two is right is for a person to find out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from promost.profiles.register.given import CARD, EMPLOYEES, NAMES, REVENUE, SME, BadRow, Given, Part

State = dict[str, Any]
"""Column → value of one enterprise."""

MARKS: Mapping[str, tuple[str, str]] = {
    NAMES: ("", ""),
    CARD: ("", "card_on"),
    SME: ("", "sme_on"),
    EMPLOYEES: ("employees_year", "employees_on"),
    REVENUE: ("revenue_year", "revenue_on"),
}
"""Matter → the columns that hold the year of a figure and the day of its release."""

_ALL_MARKS = frozenset(mark for pair in MARKS.values() for mark in pair)


class Did(Enum):
    """What a row did."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    OLDER = "older"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a row did, and whether anything is to be written: a newer release that says the same renews its day."""

    did: Did
    is_dirty: bool


def put(state: State, given: Given, is_new: bool) -> Effect:
    """Put a row on a state. Raises BadRow CONFLICT, and then the state is as it was."""
    for part in given.parts:
        _refuse_conflict(state, part)
    before = dict(state)
    ages = [_put(state, part) for part in given.parts]
    differs = {name for name, value in state.items() if before[name] != value}
    if is_new:
        return Effect(Did.ADDED, True)
    if differs - _ALL_MARKS:
        return Effect(Did.CHANGED, True)
    return Effect(Did.OLDER if all(ages) else Did.UNCHANGED, bool(differs))


def blank(inn: str, columns: Mapping[str, Any]) -> State:
    """Return the state of an enterprise of which nothing is known yet."""
    return {**columns, "inn": inn}


def _put(state: State, part: Part) -> bool:
    """Put a part on the state, and tell whether it was older than what is there."""
    there, comes = _age(state, part)
    fills_only = part.matter == NAMES or comes <= there
    for name, value in part.values.items():
        if value is not None and value != "" and not (fills_only and _is_known(state.get(name))):
            state[name] = value
    if part.matter != NAMES and comes > there:
        year, released = MARKS[part.matter]
        state[released] = part.released_on
        if year:
            state[year] = part.year
            _forget_others(state, part)
    return part.matter != NAMES and comes < there


def _forget_others(state: State, part: Part) -> None:
    """A figure of a new year stands alone: what the release leaves out of it is not taken from the year before."""
    for name, value in part.values.items():
        if value is None:
            state[name] = None


def _age(state: State, part: Part) -> tuple[tuple[int, date], tuple[int, date]]:
    year, released = MARKS[part.matter]
    there = (state.get(year) or 0 if year else 0, (state.get(released) if released else None) or date.min)
    return there, (part.year or 0 if year else 0, part.released_on)


def _refuse_conflict(state: State, part: Part) -> None:
    if not MARKS[part.matter][0]:
        return
    there, comes = _age(state, part)
    if comes != there:
        return
    for name, value in part.values.items():
        known = state.get(name)
        if value is not None and known is not None and value != known:
            raise BadRow("CONFLICT", day=part.released_on, there=_plain(known), given=_plain(value))


def _is_known(value: Any) -> bool:
    return value is not None and value != ""


def _plain(value: Any) -> str:
    text = format(value, "f") if hasattr(value, "as_tuple") else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text
