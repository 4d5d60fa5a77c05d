"""Problems that only show when all rows are seen: numbers and titles met twice, gaps in counting, missing numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from promost.kit.text import fold
from promost.plans.reading.draft import Place, Problem, RowDraft, Severity
from promost.plans.reading.layout.numbering import gaps, parts

_FIRST = frozenset({"а)", "a)"})
"""Numbers besides 1 with which counting begins."""


def check_rows(rows: Sequence[RowDraft]) -> list[RowDraft]:
    """The rows with these problems added."""
    found: dict[int, list[Problem]] = {}
    for index, problem in (*_gaps(rows), *_numbers(rows), *_titles(rows), *_unnumbered(rows)):
        found.setdefault(index, []).append(problem)
    return [_with(row, found.get(index, [])) for index, row in enumerate(rows)]


def _with(row: RowDraft, more: list[Problem]) -> RowDraft:
    return replace(row, problems=(*more, *row.problems)) if more else row


def _gaps(rows: Sequence[RowDraft]) -> list[tuple[int, Problem]]:
    found = []
    for index, expected in gaps([row.number for row in rows]).items():
        values = (("number", rows[index].number), ("expected", expected))
        found.append((index, Problem("NUMBER_GAP", Severity.INFO, _at(rows[index], "number"), values)))
    return found


def _numbers(rows: Sequence[RowDraft]) -> list[tuple[int, Problem]]:
    """The same number twice in a plan, or in a section where each section counts from one."""
    by_section = _restarts(rows)
    seen: dict[tuple[str, str], int] = {}
    found = []
    for index, row in enumerate(rows):
        if not row.number:
            continue
        key = (row.section if by_section else "", fold(row.number))
        if key in seen:
            values = (("number", row.number), ("first", rows[seen[key]].title))
            found.append((index, Problem("DUPLICATE_NUMBER", Severity.WARNING, _at(row, "number"), values)))
        seen.setdefault(key, index)
    return found


def _restarts(rows: Sequence[RowDraft]) -> bool:
    """Whether plain numbers begin again from 1 in at least two sections."""
    firsts: dict[str, str] = {}
    for row in rows:
        firsts.setdefault(row.section, row.number)
    begun = [number for number in firsts.values() if parts(number) == (1,) or fold(number) in _FIRST]
    return len(begun) >= 2


def _titles(rows: Sequence[RowDraft]) -> list[tuple[int, Problem]]:
    seen: dict[str, int] = {}
    found = []
    for index, row in enumerate(rows):
        key = fold(row.title).strip(" .;")
        if key and key in seen:
            values = (("number", rows[seen[key]].number),)
            found.append((index, Problem("DUPLICATE_TITLE", Severity.WARNING, _at(row, "title"), values)))
        if key:
            seen.setdefault(key, index)
    return found


def _unnumbered(rows: Sequence[RowDraft]) -> list[tuple[int, Problem]]:
    """Rows without a number in a plan that numbers most of its rows."""
    without = [index for index, row in enumerate(rows) if not row.number]
    if not without or len(without) > len(rows) / 2:
        return []
    return [(i, Problem("MISSING_NUMBER", Severity.INFO, _at(rows[i], "number"))) for i in without]


def _at(row: RowDraft, field: str) -> Place:
    return replace(row.place, field=field)
