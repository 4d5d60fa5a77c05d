"""Which column says what: headings claim roles, cells confirm them, and what no heading names the cells tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from promost.plans.reading.layout.content import Look, look
from promost.plans.reading.layout.counting import counted_slots
from promost.plans.reading.layout.grid import Grid, same_cell
from promost.plans.reading.layout.guessing import guessed
from promost.plans.reading.layout.header import Header, counts_columns
from promost.plans.reading.layout.headings import roles_of, understand
from promost.plans.reading.layout.outcomes import with_outcome
from promost.plans.reading.layout.roles import SINGLE, Column, Role

_SAMPLED = 80
_SHARED = 0.2
"""A goal is a section when so large a share of the rows shares it with the row above."""


def columns_of(grid: Grid, header: Header | None, rows: Sequence[int]) -> tuple[Column, ...]:
    """The table's columns from left to right; ``rows`` are body rows to look at."""
    looks = {index: look(grid, index, rows) for index in range(grid.width)}
    columns = [_column(grid, header, index) for index in range(grid.width)] if header else _unnamed(grid)
    columns = counted_slots(_without_twins(grid, columns, rows[:_SAMPLED]))
    columns = [_by_cells(column, looks[column.index]) for column in columns]
    columns = _single(columns)
    columns = _ends(columns)
    columns = _goals(grid, columns, rows)
    return tuple(with_outcome(grid, guessed(columns, looks), looks, rows))


def path_of(grid: Grid, header: Header, column: int) -> tuple[str, ...]:
    """The heading of a column, line by line, each merged cell once."""
    path: list[str] = []
    for row in header.named:
        text = grid.text(row, column)
        if text and not counts_columns(grid, row) and (not path or path[-1] != text):
            path.append(text)
    return tuple(path)


def _column(grid: Grid, header: Header, index: int) -> Column:
    path = path_of(grid, header, index) or _spread(grid, header, index)
    heading = understand(path)
    return Column(index, heading.role or Role.OTHER, path, heading.slot, heading.score)


def _spread(grid: Grid, header: Header, index: int) -> tuple[str, ...]:
    """A place without a heading stands under the group to its left where that is said by no merge."""
    for row in header.named[:-1]:
        below = grid.text(header.named[-1], index)
        left = next((grid.text(row, c) for c in range(index - 1, -1, -1) if grid.text(row, c)), "")
        if below and left:
            return (left, below)
    return ()


def _unnamed(grid: Grid) -> list[Column]:
    return [Column(index, Role.OTHER) for index in range(grid.width)]


def _without_twins(grid: Grid, columns: list[Column], rows: Sequence[int]) -> list[Column]:
    """Drops grid columns that only repeat their left neighbour: one wide column drawn over two."""
    kept: list[Column] = []
    for column in columns:
        left = kept[-1] if kept else None
        if left is None or left.path != column.path or not _twins(grid, left.index, column.index, rows):
            kept.append(column)
    return kept


def _twins(grid: Grid, left: int, right: int, rows: Sequence[int]) -> bool:
    apart = together = 0
    for row in rows:
        one, other = grid.cell(row, left), grid.cell(row, right)
        if one and other and same_cell(one, other):
            together += 1
        elif other and other.text.strip():
            apart += 1
    return together > 0 and apart == 0


def _by_cells(column: Column, seen: Look) -> Column:
    """The cells overrule a heading that could mean two things."""
    role = column.role
    if role is Role.MARK and seen.count and seen.numeric > 0.5 and seen.mark < 0.5:
        return replace(column, role=Role.VALUE)
    if role is Role.OWNER and seen.count and seen.numeric > 0.5:
        return replace(column, role=Role.VALUE if column.slot else Role.OTHER)
    if role is Role.NUMBER and seen.count >= 3 and seen.number < 0.3 and seen.length > 15:
        return replace(column, role=Role.OTHER)
    if role is Role.DEADLINE and seen.count >= 3 and seen.deadline < 0.1 and max(seen.mark, seen.number) < 0.5:
        return replace(column, role=_second_choice(column, seen))
    if role in {Role.START, Role.END} and seen.count >= 3 and seen.deadline < 0.1 and seen.numeric < 0.5:
        return replace(column, role=_second_choice(column, seen))
    return column


def _second_choice(column: Column, seen: Look) -> Role:
    """What else the heading's words allow, the cells being no terms. Empty or dashed cells keep the heading's word."""
    if seen.length < 3:
        return column.role
    others = {role: match.score for text in column.path for role, match in roles_of(text).items()}
    others = {role: score for role, score in others.items() if role not in (Role.DEADLINE, Role.START, Role.END)}
    return max(others, key=lambda role: others[role]) if others else Role.OTHER


def _single(columns: list[Column]) -> list[Column]:
    """One heading per single role: the best claim keeps it (a wide heading over two columns is one claim)."""
    best: dict[Role, Column] = {}
    for column in columns:
        holder = best.get(column.role)
        if holder is None or column.score > holder.score:
            best[column.role] = column
    return [
        column
        if column.role not in SINGLE or column.path == best[column.role].path
        else replace(column, role=_rest(column))
        for column in columns
    ]


def _rest(column: Column) -> Role:
    """What becomes of a column whose role another has taken: its words' other meaning, if that may repeat."""
    found = {role: match.score for text in column.path for role, match in roles_of(text).items() if role not in SINGLE}
    return max(found, key=lambda role: found[role]) if found else Role.OTHER


def _ends(columns: list[Column]) -> list[Column]:
    """A start or an end without its fellow is simply the term; two columns under one heading are start and end."""
    roles = [column.role for column in columns]
    if Role.DEADLINE not in roles and (Role.START in roles) != (Role.END in roles):
        lone = Role.START if Role.START in roles else Role.END
        return [replace(c, role=Role.DEADLINE) if c.role is lone else c for c in columns]
    if Role.START in roles and Role.END not in roles:
        return [replace(c, role=Role.END) if c.role is Role.DEADLINE else c for c in columns]
    terms = [column for column in columns if column.role is Role.DEADLINE]
    if len(terms) == 2 and not {Role.START, Role.END} & set(roles):
        first, second = terms
        swap = {first.index: Role.START, second.index: Role.END}
        return [replace(c, role=swap.get(c.index, c.role)) for c in columns]
    return columns


def _goals(grid: Grid, columns: list[Column], rows: Sequence[int]) -> list[Column]:
    """A goal that stands once for several measures is their section."""
    if any(column.role is Role.SECTION for column in columns):
        return columns
    goal = next((column for column in columns if column.role is Role.GOAL), None)
    if goal is None or not rows:
        return columns
    shared = sum(1 for row in rows if grid.begins_above(row, goal.index) or not grid.text(row, goal.index))
    if shared < _SHARED * len(rows):
        return columns
    return [replace(column, role=Role.SECTION) if column is goal else column for column in columns]
