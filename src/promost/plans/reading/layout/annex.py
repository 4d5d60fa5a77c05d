"""The annex of target indicators: a line per indicator, with its base and its values by quarter or year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from promost.plans.reading.draft import PlanTarget, Remainder
from promost.plans.reading.language import numbers, units
from promost.plans.reading.layout.content import number_in
from promost.plans.reading.layout.grid import Grid
from promost.plans.reading.layout.numbering import number_of
from promost.plans.reading.layout.promises import heading_unit
from promost.plans.reading.layout.roles import Column, Role
from promost.plans.reading.layout.segments import Segment
from promost.plans.reading.layout.vocabulary import phrases

_VALUES = (Role.VALUE, Role.MARK)


def read_annex(segment: Segment, year: int | None) -> tuple[list[PlanTarget], list[Remainder]]:
    """The indicators of one table, and its rows that are none. ``year`` dates headings that name only a quarter."""
    targets: list[PlanTarget] = []
    rest: list[Remainder] = []
    grid = segment.grid
    for row in segment.rows:
        if grid.blank(row):
            continue
        if _is_line(segment, row):
            targets.append(_target(segment, row, year))
        else:
            rest.append(Remainder("note", grid.line(row), grid.place(row)))
    return targets, rest


def _name_column(segment: Segment) -> Column | None:
    return segment.first(Role.INDICATOR) or segment.first(Role.TITLE)


def _is_line(segment: Segment, row: int) -> bool:
    """A name, and a cell besides it and the number."""
    name = _name_column(segment)
    if name is None or not segment.grid.text(row, name.index):
        return False
    return len(segment.grid.filled(row)) >= 3 or (
        len(segment.grid.filled(row)) == 2 and segment.first(Role.NUMBER) is None
    )


def _target(segment: Segment, row: int, year: int | None) -> PlanTarget:
    grid = segment.grid
    name = _name_column(segment)
    unit_text = _text(segment, row, Role.UNIT) or heading_unit(name.path if name else ())
    unit = units.read(unit_text) if unit_text else None
    label = grid.text(row, name.index) if name else ""
    base = _base(segment, year)
    number = segment.first(Role.NUMBER)
    okei = _text(segment, row, Role.OKEI)
    return PlanTarget(
        label=label,
        unit=unit.name if unit and unit.name else unit_text.strip(" ."),
        okei=okei or (unit.okei if unit else None),
        baseline=_number(grid, row, base) if base else None,
        baseline_year=base.slot.year if base and base.slot else None,
        cumulative=_cumulative(segment, row, label),
        values=tuple(_values(segment, row, year, base)),
        owner=_text(segment, row, Role.OWNER),
        source=_text(segment, row, Role.SOURCE),
        place=grid.place(row),
        number=number_of(grid.cell(row, number.index)).text if number else "",
    )


def _base(segment: Segment, year: int | None) -> Column | None:
    """The column of base values: named so, or a year before the plan's."""
    named = segment.first(Role.BASELINE)
    if named:
        return named
    dated = [c for role in _VALUES for c in segment.by_role.get(role, ()) if c.slot and c.slot.year]
    return next((c for c in dated if year and c.slot and c.slot.year and c.slot.year < year), None)


def _values(segment: Segment, row: int, year: int | None, base: Column | None) -> Iterable[tuple[date, Decimal | None]]:
    for role in _VALUES:
        for column in segment.by_role.get(role, ()):
            if column is base or column.slot is None or (column.slot.year or year) is None:
                continue
            yield column.slot.days(column.slot.year or year or 0)[1], _number(segment.grid, row, column)


def _number(grid: Grid, row: int, column: Column) -> Decimal | None:
    """The amount in a cell; None for a dash, a cross or words."""
    cell = grid.cell(row, column.index)
    typed = number_in(cell.value) if cell else None
    if typed is not None:
        return typed
    text = grid.text(row, column.index)
    return None if not text or any(letter.isalpha() for letter in text) else numbers.read(text)


def _text(segment: Segment, row: int, role: Role) -> str:
    column = segment.first(role)
    return segment.grid.text(row, column.index) if column else ""


def _cumulative(segment: Segment, row: int, label: str) -> bool:
    """Whether the heading, the indicator's name or its method says "cumulative"."""
    words = phrases("words", "reporting", "cumulative")
    headings = (text for column in segment.columns if column.role in _VALUES for text in column.path)
    return any(words.match(text) for text in (label, _text(segment, row, Role.METHOD), *headings))
