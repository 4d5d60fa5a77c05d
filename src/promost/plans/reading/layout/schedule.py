"""Schedules drawn as columns of months, quarters or years: which are ticked, and the terms that this makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from promost.plans.reading.draft import Span
from promost.plans.reading.layout.content import is_dash, is_mark
from promost.plans.reading.layout.roles import Column, Role
from promost.plans.reading.layout.spans import Slot
from promost.plans.reading.layout.views import At, View


@dataclass(frozen=True, slots=True)
class Mark:
    """A ticked cell: its slot (with a year where one is known) and its column's heading."""

    at: At
    slot: Slot
    label: str


def marks_of(view: View, year: int | None) -> list[Mark]:
    """The ticked slots of a measure, from left to right."""
    return [mark for mark in _slots(view, Role.MARK, year) if _is_ticked(mark.at)]


def filled_of(view: View, year: int | None) -> list[Mark]:
    """The quarters or months for which the measure's columns of values hold a figure."""
    shorter = [mark for mark in _slots(view, Role.VALUE, year) if mark.slot.kind != "year"]
    return [mark for mark in shorter if mark.at.text and not is_dash(mark.at.text) and mark.at.text != "0"]


def _slots(view: View, role: Role, year: int | None) -> Iterator[Mark]:
    for segment, row in view.raw.rows:
        for column, slot in _dated(segment.by_role.get(role, ()), year):
            cell = segment.grid.cell(row, column.index)
            if cell is not None:
                yield Mark(At(segment, row, column, cell), slot, _label(column, slot))


def _is_ticked(at: At) -> bool:
    """Whether a schedule's cell is marked: by a cross, a shade, or a word; other figures than 1 count nothing."""
    if is_mark(at.cell, at.segment.shaded):
        return True
    return bool(at.text) and not is_dash(at.text) and not at.text.replace(" ", "").isdigit()


def runs(marks: Sequence[Mark]) -> list[Span]:
    """Ticked slots that touch each other, joined into spans; both days None where no year is known."""
    spans: list[Span] = []
    days = [mark.slot.days(mark.slot.year) if mark.slot.year else None for mark in marks]
    for span in sorted(day for day in days if day is not None):
        before = spans[-1].end if spans else None
        if before is not None and span[0] <= before + timedelta(days=1):
            spans[-1] = Span(spans[-1].start, max(before, span[1]))
        else:
            spans.append(Span(*span))
    return spans or [Span(None, None)]


def _dated(columns: Sequence[Column], year: int | None) -> list[tuple[Column, Slot]]:
    """Each column with its slot's year: its own, or the plan's, one more each time the months begin anew."""
    dated: list[tuple[Column, Slot]] = []
    current, before = year, 0
    for column in columns:
        slot = column.slot
        if slot is None:
            continue
        if slot.year is not None:
            current = slot.year
        elif current is not None and slot.first < before:
            current += 1
        before = slot.first
        dated.append((column, replace(slot, year=slot.year or current)))
    return dated


def _label(column: Column, slot: Slot) -> str:
    leaf = column.path[-1] if column.path else ""
    if leaf.isdigit() and slot.kind == "month":
        return f"{slot.first:02d}.{slot.year}" if slot.year else leaf
    return leaf if not slot.year or str(slot.year) in leaf else f"{leaf} {slot.year}"
