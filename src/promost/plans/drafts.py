"""Drafts between the reader and the database: a head and rows in JSON, and back to the reader's own nouns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from promost.plans.reading import output
from promost.plans.reading.document import Cell, Document, Table
from promost.plans.reading.draft import (
    Deadline,
    Owner,
    Place,
    PlanDraft,
    Problem,
    RowDraft,
    SectionDraft,
    Severity,
    Side,
)

Json = dict[str, Any]
EMPTY_ASKS = (("MISSING_TITLE", "title"), ("MISSING_DEADLINE", "deadline"))
NEUTRAL = "ru"
"""Problems are kept as codes and values; the sentences stored beside them are never shown."""


def split(draft: PlanDraft) -> tuple[Json, list[Json]]:
    """Part a draft into its head (all but the rows) and its rows, as JSON."""
    whole = output.to_json(draft, NEUTRAL)
    rows = whole.pop("rows")
    return whole, rows


def row_from(data: Mapping[str, Any]) -> RowDraft:
    """Read one stored row."""
    return output.from_json({**_EMPTY, "rows": [dict(data)]}).rows[0]


def row_to(row: RowDraft) -> Json:
    """Write one row for storing."""
    return split(_with_rows(row))[1][0]


def empty_row(sides: Iterable[Side]) -> RowDraft:
    """Return a row that nothing was read into: it asks for a title and a deadline."""
    asks = (Problem(code, Severity.ERROR, Place(field=field)) for code, field in EMPTY_ASKS)
    owners: dict[Side, tuple[Owner, ...]] = dict.fromkeys(sides, ())
    return RowDraft("", "", None, "", Deadline(), owners, "", "", (), (), tuple(asks), Place())


def head_from(data: Mapping[str, Any]) -> PlanDraft:
    """Read a stored head: a draft without rows."""
    return output.from_json({**dict(data), "rows": []})


def period_of(head: PlanDraft) -> tuple[date, date] | None:
    """Return the plan's first and last day: as the document says, else its year's."""
    if head.period:
        return head.period
    return (date(head.year, 1, 1), date(head.year, 12, 31)) if head.year else None


def error_codes(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the codes of a stored row's problems that an officer must mend or accept, each once."""
    return tuple(dict.fromkeys(each["code"] for each in data["problems"] if each["severity"] == Severity.ERROR))


def place_to(place: Place) -> Json:
    """Write a place for storing: what is known of it."""
    return {name: value for name, value in asdict(place).items() if value not in ("", None)}


def place_from(data: Mapping[str, Any]) -> Place:
    """Read a stored place."""
    return Place(**data)


def section_key(section: SectionDraft) -> str:
    """Return what a row calls its section: the number as printed, else the title."""
    return section.number or section.title


def source_lines(document: Document, places: Iterable[Place]) -> list[list[str]]:
    """Return what stands at ``places`` of the document: for each a line of its cells' texts, a merged cell once."""
    tables = {block.index: _lines_of(block) for block in document.blocks if isinstance(block, Table)}
    paragraphs = {block.index: block.text for block in document.blocks if not isinstance(block, Table)}
    lines = []
    for place in places:
        if place.part == "paragraph" and place.index in paragraphs:
            lines.append([paragraphs[place.index]])
        elif place.index in tables and place.row is not None:
            lines.append(_cells(tables[place.index].get(place.row, ())))
    return lines


def _lines_of(table: Table) -> dict[int, tuple[Cell | None, ...]]:
    """The cells of a table by the source's own index of the row."""
    return dict(zip(table.rows, table.grid, strict=True))


def _cells(cells: Iterable[Cell | None]) -> list[str]:
    seen: dict[int, str] = {}
    for cell in cells:
        if cell is not None:
            seen.setdefault(id(cell), cell.text)
    return list(seen.values())


def _with_rows(*rows: RowDraft) -> PlanDraft:
    return PlanDraft("", None, None, (), (), rows, (), (), ())


_EMPTY: Json = split(_with_rows())[0]
