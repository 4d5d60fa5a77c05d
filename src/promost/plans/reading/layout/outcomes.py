"""The column of results under a heading that speaks of indicators, or under words that nobody foresaw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from promost.kit.text import clean
from promost.plans.reading.language import targets
from promost.plans.reading.layout.content import SAMPLE, Look
from promost.plans.reading.layout.grid import Grid
from promost.plans.reading.layout.headings import understand
from promost.plans.reading.layout.roles import Column, Role

_PROMISED = 0.5
"""So large a share of the cells must promise a figure."""
_PLAIN = 0.5
"""From this share on the cells are bare amounts, terms or marks, and no sentences."""
_FIGURES = frozenset({Role.UNIT, Role.OKEI, Role.BASELINE})


def with_outcome(grid: Grid, columns: Sequence[Column], looks: Mapping[int, Look], rows: Sequence[int]) -> list[Column]:
    """The columns, one of them the result where no heading says so: a lone indicator told in words, else a column
    under unknown words whose cells promise figures (such a one is marked as guessed)."""
    roles = {column.role for column in columns}
    if Role.RESULT in roles or Role.TITLE not in roles:
        return list(columns)
    lone = [column for column in columns if column.role in (Role.INDICATOR, Role.VALUE)]
    if lone:
        told = len(lone) == 1 and not roles & _FIGURES and lone[0].slot is None and _is_told(looks[lone[0].index])
        return [replace(c, role=Role.RESULT) if told and c is lone[0] else c for c in columns]
    unknown = [column for column in columns if _is_unknown(column) and _is_told(looks[column.index])]
    promising = [column for column in unknown if _promises(grid, column.index, rows) >= _PROMISED]
    return [replace(c, role=Role.RESULT, guessed=True) if promising and c is promising[0] else c for c in columns]


def _is_unknown(column: Column) -> bool:
    return column.role is Role.OTHER and bool(column.path) and understand(column.path).role is None


def _is_told(seen: Look) -> bool:
    """Whether the cells are told in words."""
    return seen.count > 0 and max(seen.numeric, seen.deadline, seen.mark) < _PLAIN


def _promises(grid: Grid, column: int, rows: Sequence[int]) -> float:
    """The share of the filled cells in which a figure is promised."""
    texts = [clean(grid.text(row, column)) for row in rows[:SAMPLE] if grid.text(row, column)]
    return sum(1 for text in texts if targets.read(text)) / max(1, len(texts))
