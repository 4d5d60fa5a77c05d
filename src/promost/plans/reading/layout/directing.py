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
    told = _told(headings, directions)
    return [
        SectionDraft(h.number, h.title, told[at] or directions.of_section(h.title, titles.get(at, ())), h.place)
        for at, h in enumerate(headings)
    ]


def direct_rows(rows: Placed, headings: Sequence[Heading], directions: Directions) -> list[RowDraft]:
    """The rows with the direction that their section tells; else with that of their own words.

    A section that tells none ("II квартал", "Прочее") lends none: what most of its measures are about is no promise
    of the others.
    """
    told = _told(headings, directions)
    own = [told[at] if at is not None else None for _, at in rows]
    return [
        replace(row, direction=named or directions.of_row(row.title, row.result))
        for (row, _), named in zip(rows, own, strict=True)
    ]


def _told(headings: Sequence[Heading], directions: Directions) -> list[str | None]:
    """The direction that each heading tells by its words, or the heading above it."""
    own = [directions.of(heading.title) for heading in headings]
    return [own[at] or _above(headings, own, at) for at in range(len(own))]


def _above(headings: Sequence[Heading], own: Sequence[str | None], at: int) -> str | None:
    """The direction of the section that a subsection stands under: "1" for "1.1"."""
    above = (i for i in range(at - 1, -1, -1) if is_child(headings[at].number, headings[i].number))
    parent = next(above, None)
    return None if parent is None else own[parent] or _above(headings, own, parent)
