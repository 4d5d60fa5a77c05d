"""Roles that no heading gave, told by the cells alone; each such column is marked as guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from promost.plans.reading.layout.content import Look
from promost.plans.reading.layout.headings import PARTY, understand
from promost.plans.reading.layout.roles import Column, Role

SURE = 0.55
"""So large a share of the cells must look like the role."""
_TERMS = frozenset({Role.DEADLINE, Role.START, Role.END, Role.MARK})


def guessed(columns: Sequence[Column], looks: Mapping[int, Look]) -> list[Column]:
    """The columns, with the missing roles of a plan filled from columns that have none."""
    found = list(columns)
    headless = all(not column.path for column in columns)
    for role in (Role.NUMBER, Role.DEADLINE, Role.OWNER, Role.TITLE, Role.RESULT):
        if _wanted(role, found, headless):
            found = _fill(role, found, looks, headless)
    return _beside_parties(found, looks)


def _beside_parties(columns: Sequence[Column], looks: Mapping[int, Look]) -> list[Column]:
    """A column beside one that only a party heads, itself under an unknown name and full of words, is a party's too."""
    places = {at for at, column in enumerate(columns) if column.role is Role.OWNER and column.score == PARTY}
    return [
        replace(column, role=Role.OWNER, guessed=True)
        if {at - 1, at + 1} & places and _is_wordy(column, looks[column.index])
        else column
        for at, column in enumerate(columns)
    ]


def _is_wordy(column: Column, seen: Look) -> bool:
    unknown = column.role is Role.OTHER and column.path and understand(column.path).role is None
    return bool(unknown) and seen.count > 0 and max(seen.numeric, seen.deadline, seen.mark) < SURE


def _wanted(role: Role, columns: Sequence[Column], headless: bool) -> bool:
    roles = {column.role for column in columns}
    if role is Role.RESULT:
        return headless and Role.TITLE in roles
    if role is Role.DEADLINE:
        return not roles & _TERMS
    return role not in roles


def _fill(role: Role, columns: list[Column], looks: Mapping[int, Look], headless: bool) -> list[Column]:
    free = [column for column in columns if column.role in (Role.OTHER, Role.GOAL)]
    claims = [(claim, column) for column in free if (claim := _claim(role, column, looks[column.index])) >= SURE]
    if not claims:
        return columns
    best = max(claims, key=lambda item: item[0])[1]
    taken = {column.index for _, column in claims} if role is Role.OWNER else {best.index}
    return [replace(c, role=role, guessed=True) if c.index in taken else c for c in columns]


def _claim(role: Role, column: Column, seen: Look) -> float:
    """How strongly the cells speak for the role (0…1)."""
    if seen.count == 0:
        return 0.0
    if role is Role.NUMBER:
        sure = not column.path or seen.number >= 0.9
        return seen.number if column.index <= 2 and seen.length < 8 and sure else 0.0
    if role is Role.DEADLINE:
        return seen.deadline if seen.number < 0.9 else 0.0
    if role is Role.OWNER:
        return seen.owner if seen.length > 3 else 0.0
    prose = min(1.0, seen.length / 40) * (1 - seen.deadline) * (1 - seen.numeric) * (0.4 + 0.6 * seen.filled)
    if role is Role.TITLE:
        goal = 0.6 if column.role is Role.GOAL and seen.length > 8 else 0.0
        return max(prose + 0.3 if prose > 0.25 else prose, goal) - 0.01 * column.index
    return prose + 0.25 if prose > 0.3 else 0.0
