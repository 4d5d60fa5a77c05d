"""What a measure promises in figures, and the money it needs: columns of indicators and funding, else the prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from promost.plans.reading.draft import Resource, Target
from promost.plans.reading.language import numbers, targets, units
from promost.plans.reading.layout.content import is_dash, is_numeric, number_in
from promost.plans.reading.layout.roles import Column, Role
from promost.plans.reading.layout.views import At, View, join_texts


def read_targets(view: View) -> tuple[Target, ...]:
    """The promised figures: from indicator columns where they hold any, else from the result's prose."""
    found = _from_columns(view)
    if found:
        return found
    told = [view.labelled[name] for name in ("result", "indicator") if name in view.labelled]
    result = join_texts([*(at.text for at in view.cells(Role.RESULT, Role.INDICATOR)), *told])
    return targets.read(result) if result else ()


def read_resources(view: View) -> tuple[Resource, ...]:
    """Money by year and source; words in place of an amount are kept as words."""
    money = [_resource(at) for at in view.cells(Role.FUNDING) if not is_dash(at.text)]
    sources = [at for at in view.cells(Role.FUNDING_SOURCE) if not is_dash(at.text)]
    return (*money, *(Resource(at.column.heading, None, None, "", at.text) for at in sources))


def read_value(at_text: str, value: object, unit: str, label: str) -> tuple[Target, ...]:
    """One indicator's cell: an amount in the column's unit, or words that may name a unit of their own."""
    amount = _amount(at_text, value)
    unit = unit or _counted(at_text, label)
    if amount is not None:
        return (_target(amount, unit, "eq", at_text, label),)
    tail = at_text.rstrip(" .")[-1:]
    said = targets.read(f"{at_text} {unit}" if tail.isdigit() else at_text)
    return tuple(replace(target, label=label, text=at_text) for target in said)


def _counted(text: str, label: str) -> str:
    """The unit that an indicator's own name tells: "Доля …, %", or people where participants are counted."""
    named = heading_unit((label,))
    if named or not label:
        return named
    said = targets.read(f"{text} {label.lower()}")
    return said[0].unit if len(said) == 1 else ""


def _from_columns(view: View) -> tuple[Target, ...]:
    """Line by line: name, unit and value stand in one row of the grid."""
    found: list[Target] = []
    seen: set[tuple[int, int, int]] = set()
    for segment, row in view.raw.rows:
        for column in segment.by_role.get(Role.VALUE, ()):
            cell = segment.grid.cell(row, column.index)
            if cell is None or (id(segment.grid), cell.row, cell.column) in seen:
                continue
            seen.add((id(segment.grid), cell.row, cell.column))
            text = segment.grid.text(row, column.index)
            if text and not is_dash(text):
                label = _label(view, segment.columns, row, segment.grid.texts[row], column)
                found.extend(
                    read_value(text, cell.value, _unit(segment.columns, segment.grid.texts[row], column), label)
                )
    return tuple(found)


def _label(view: View, columns: Sequence[Column], row: int, texts: Sequence[str], column: Column) -> str:
    """What is counted: the indicator's own cell on that line, the value's heading added where there are several."""
    names = [texts[c.index] for c in columns if c.role is Role.INDICATOR and c.index < len(texts)]
    name = join_texts(name for name in names if name)
    several = sum(1 for c in columns if c.role is Role.VALUE) > 1
    leaf = column.path[-1] if column.path else ""
    if not name:
        name = " ".join(column.path[-1:]) if not several else ""
    return f"{name} ({leaf})".strip() if several and leaf else name


def _unit(columns: Sequence[Column], texts: Sequence[str], column: Column) -> str:
    own = next((texts[c.index] for c in columns if c.role is Role.UNIT and c.index < len(texts)), "")
    return own or heading_unit(column.path)


def heading_unit(path: Sequence[str]) -> str:
    """A unit that a heading names after a comma or in brackets: "Финансирование, тыс. руб."."""
    for text in reversed(path):
        _, comma, tail = text.partition(",")
        inside = text[text.find("(") + 1 : text.find(")")] if "(" in text and ")" in text else ""
        for candidate in (inside, *(tail.split(",") if comma else ())):
            unit = units.read(candidate.strip()) if candidate.strip() else None
            if unit is not None and unit.okei:
                return unit.name
    return ""


def _target(amount: Decimal, unit: str, comparator: str, text: str, label: str) -> Target:
    read = units.read(unit) if unit else None
    name = read.name if read and read.name else unit.strip(" .")
    return Target(amount, name, read.okei if read else None, comparator, text, label)


def _amount(text: str, value: object) -> Decimal | None:
    """A bare amount; a percent sign counts as no word."""
    typed = number_in(value)
    if typed is not None:
        return typed
    return None if any(letter.isalpha() or letter in "%<>≥≤" for letter in text) else numbers.read(text)


def _resource(at: At) -> Resource:
    amount = _amount(at.text, at.cell.value) if is_numeric(at.cell) else None
    slot = at.column.slot
    return Resource(_money_label(at.column), slot.year if slot else None, amount, heading_unit(at.column.path), at.text)


def _money_label(column: Column) -> str:
    """The heading without the line that only names the year."""
    lines = [text for text in column.path if not (column.slot and text.strip().startswith(str(column.slot.year)))]
    return " / ".join(lines or column.path)
