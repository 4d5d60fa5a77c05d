"""Tables parted into segments: stretches of rows under one heading, and what each segment holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from promost.plans.reading.document import Table
from promost.plans.reading.layout.columns import columns_of
from promost.plans.reading.layout.content import look
from promost.plans.reading.layout.grid import Grid
from promost.plans.reading.layout.header import Header, counts_columns, find_header, names_columns
from promost.plans.reading.layout.numbering import looks_like_number
from promost.plans.reading.layout.roles import Column, Role
from promost.plans.reading.layout.vocabulary import phrases

_TERMS = frozenset({Role.DEADLINE, Role.START, Role.END, Role.MARK})
_FIGURES = frozenset({Role.VALUE, Role.UNIT, Role.BASELINE, Role.MARK})
_HEADING_LENGTH = 80


class Kind(StrEnum):
    """What a segment's rows are."""

    MEASURES = "measures"
    TARGETS = "targets"
    OTHER = "other"


@dataclass(frozen=True)
class Segment:
    """Body ``rows`` of a grid under one heading. ``heads`` are the rows above them that belong to no measure."""

    grid: Grid
    header: Header | None
    columns: tuple[Column, ...]
    rows: tuple[int, ...]
    kind: Kind
    preface: tuple[int, ...] = ()
    """Rows above the heading: a title, an approval, a note."""
    inherited: bool = False
    """True when a table above gave the columns."""
    followed: bool = False
    """True when another heading follows in the same table."""

    @cached_property
    def by_role(self) -> dict[Role, tuple[Column, ...]]:
        """The columns of each role, from left to right."""
        roles: dict[Role, list[Column]] = {}
        for column in self.columns:
            roles.setdefault(column.role, []).append(column)
        return {role: tuple(found) for role, found in roles.items()}

    @cached_property
    def shaded(self) -> bool:
        """Whether shades tell cells of a schedule apart: some are shaded, and not all."""
        columns = self.by_role.get(Role.MARK, ())
        cells = [self.grid.cell(row, column.index) for row in self.rows[:60] for column in columns]
        shades = sum(1 for cell in cells if cell and cell.filled)
        return 0 < shades < len(cells)

    def first(self, role: Role) -> Column | None:
        """The role's first column, or None."""
        found = self.by_role.get(role)
        return found[0] if found else None

    @cached_property
    def is_numbered(self) -> bool:
        """Whether there is a number column and most rows of some content use it."""
        column = self.first(Role.NUMBER)
        if column is None:
            return False
        full = [row for row in self.rows if len(self.grid.filled(row)) >= 3]
        cells = [self.grid.cell(row, column.index) for row in full]
        return bool(full) and sum(1 for c in cells if c and (c.text.strip() or c.auto_number)) > len(full) / 2


def split(table: Table, above: Segment | None) -> list[Segment]:
    """The table's segments from top to bottom; ``above`` is the last segment of measures before this table."""
    grid = Grid(table)
    header = find_header(grid)
    if header is None:
        return [_headless(grid, above)] if grid.height else []
    segments: list[Segment] = []
    begin = 0
    while header is not None:
        following = _next_header(grid, header.last + 1)
        stop = following.first if following else grid.height
        rows = tuple(range(header.last + 1, stop))
        segment = _segment(grid, header, rows, tuple(range(begin, header.first)))
        segments.append(replace(segment, followed=following is not None))
        begin, header = stop, following
    return segments


def _segment(grid: Grid, header: Header, rows: tuple[int, ...], preface: tuple[int, ...]) -> Segment:
    columns = columns_of(grid, header, _bodies(grid, rows))
    return Segment(grid, header, columns, rows, kind_of(columns), preface)


def _headless(grid: Grid, above: Segment | None) -> Segment:
    """A table without a heading: the columns of the table above where they fit, else what the cells tell."""
    rows = tuple(range(grid.height))
    start = 1 if counts_columns(grid, 0) else 0
    body = rows[start:]
    told = columns_of(grid, None, _bodies(grid, body))
    if above is not None and len(told) == len(above.columns):
        columns = tuple(replace(old, index=new.index) for old, new in zip(above.columns, told, strict=True))
        if _fits(grid, columns, body):
            return Segment(grid, None, columns, body, above.kind, rows[:start], inherited=True)
    kind = Kind.MEASURES if _enough(told) and len(body) > 1 else Kind.OTHER
    return Segment(grid, None, told, body, kind, rows[:start])


def _fits(grid: Grid, columns: Sequence[Column], rows: Sequence[int]) -> bool:
    """Whether inherited columns hold what they should: terms where terms are due, prose where titles are."""
    terms = [look(grid, column.index, rows) for column in columns if column.role in (Role.DEADLINE, Role.START)]
    seen = [each for each in terms if each.count]
    return not seen or max(each.deadline for each in seen) > 0.25


def _enough(columns: Iterable[Column]) -> bool:
    roles = {column.role for column in columns}
    return Role.TITLE in roles and bool(roles & _TERMS)


def kind_of(columns: Sequence[Column]) -> Kind:
    """Measures have something to do and a term, an owner or a result; targets have an indicator and figures."""
    roles = {column.role for column in columns}
    figures = bool(roles & _FIGURES)
    if Role.TITLE in roles and (roles & _TERMS or roles & {Role.OWNER, Role.RESULT, Role.COMPLETION}):
        return Kind.TARGETS if figures and _counts_only(columns, roles) else Kind.MEASURES
    if figures and roles & {Role.INDICATOR, Role.TITLE}:
        return Kind.TARGETS
    return Kind.OTHER


def _counts_only(columns: Sequence[Column], roles: set[Role]) -> bool:
    """Titles beside figures by period, without a term, name indicators, unless their heading speaks of deeds."""
    title = next(column for column in columns if column.role is Role.TITLE)
    if roles & {Role.DEADLINE, Role.START, Role.END}:
        return False
    if phrases("words", "lines", "annex").match(title.heading):
        return True
    return Role.MARK not in roles and not phrases("words", "lines", "deeds").match(title.heading)


def _next_header(grid: Grid, begin: int) -> Header | None:
    """The next heading further down: the same one repeated, or another for another list."""
    for row in range(begin, grid.height):
        cells = grid.filled(row)
        if len(cells) < 2 or looks_like_number(grid.text(row, cells[0].column)):
            continue
        if all(len(cell.text) <= _HEADING_LENGTH for cell in cells) and names_columns(grid, row):
            return find_header(grid, row, row + 1)
    return None


def _bodies(grid: Grid, rows: Sequence[int]) -> list[int]:
    """Rows worth looking at when columns are told by their cells: those that fill more than one."""
    return [row for row in rows if len(grid.filled(row)) > 1]
