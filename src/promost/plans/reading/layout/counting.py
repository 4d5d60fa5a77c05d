"""Headings that only count: twelve columns "1" … "12" are months, four columns "I" … "IV" are quarters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from promost.plans.reading.layout.roles import Column, Role
from promost.plans.reading.layout.spans import Slot

_MONTHS = tuple(str(month) for month in range(1, 13))
_QUARTERS = ("I", "II", "III", "IV")


def counted_slots(columns: Sequence[Column]) -> list[Column]:
    """The columns, those of such a run turned into slots of a schedule."""
    found = list(columns)
    leaves = [column.path[-1] if column.path else "" for column in found]
    for names, kind, length in ((_MONTHS, "month", 1), (_QUARTERS, "quarter", 3)):
        for start in _runs(leaves, names):
            for step in range(len(names)):
                column = found[start + step]
                first = step * length + 1
                slot = Slot(kind, first, first + length - 1, column.slot.year if column.slot else None)
                found[start + step] = replace(column, role=Role.MARK, slot=slot, score=5.0)
    return found


def _runs(leaves: Sequence[str], names: Sequence[str]) -> list[int]:
    """Where all the names stand one after another."""
    last = len(leaves) - len(names)
    return [start for start in range(last + 1) if tuple(leaves[start : start + len(names)]) == tuple(names)]
