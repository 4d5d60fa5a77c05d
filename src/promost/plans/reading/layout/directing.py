"""Sections and rows with their directions: told by their own words, or by the section that they stand under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from promost.plans.reading.draft import RowDraft, SectionDraft
from promost.plans.reading.layout.directions import Directions
from promost.plans.reading.layout.gathering import Heading
from promost.plans.reading.layout.numbering import is_child

Placed = Sequence[tuple[RowDraft, int | None]]
"""Rows, each with the index of its section's heading."""


def direct_sections(headings: Sequence[Heading], rows: Placed, directions: Directions) -> list[SectionDraft]:
    """The sections, each with the direction of its title, of the section above it, or of most of its measures."""
    titles: dict[int, list[str]] = {}
    for row, at in rows:
        if at is not None:
            titles.setdefault(at, []).append(row.title)
    own = [directions.of(heading.title) for heading in headings]
    told = [own[at] or _above(headings, own, at) for at in range(len(own))]
    return [
        SectionDraft(h.number, h.title, told[at] or directions.of_section(h.title, titles.get(at, ())), h.place)
        for at, h in enumerate(headings)
    ]


def direct_rows(rows: Placed, sections: Sequence[SectionDraft], directions: Directions) -> list[RowDraft]:
    """The rows with their section's direction; without one, with that of the measure's own words."""
    return [replace(row, direction=_direction(row, at, sections, directions)) for row, at in rows]


def _above(headings: Sequence[Heading], own: Sequence[str | None], at: int) -> str | None:
    """The direction of the section that a subsection stands under: "1" for "1.1"."""
    above = (i for i in range(at - 1, -1, -1) if is_child(headings[at].number, headings[i].number))
    parent = next(above, None)
    return None if parent is None else own[parent] or _above(headings, own, parent)


def _direction(row: RowDraft, at: int | None, sections: Sequence[SectionDraft], directions: Directions) -> str | None:
    """The section's direction; without one, that of the measure's own words."""
    own = sections[at].direction if at is not None else None
    return own or directions.of(row.title) or directions.of(row.result)
