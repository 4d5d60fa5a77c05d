"""The law that nothing is lost: every row and paragraph that says something is in the draft, by its place."""

from __future__ import annotations

from collections.abc import Iterator

from promost.kit.text import clean
from promost.plans.reading.document import Document, Paragraph, Table
from promost.plans.reading.draft import Place, PlanDraft
from promost.plans.reading.layout.grid import Grid

_Key = tuple[str, str, int | None, int | None]


def uncovered(document: Document, draft: PlanDraft) -> list[Place]:
    """Places of non-blank rows and paragraphs that are in no measure, section, target or remainder of the draft."""
    known = {_key(place) for place in _places(draft)}
    return [place for place in _spoken(document) if _key(place) not in known]


def _places(draft: PlanDraft) -> Iterator[Place]:
    for row in draft.rows:
        yield row.place
        yield from row.places
    for section in draft.sections:
        yield section.place
    for target in draft.targets:
        yield target.place
    for rest in draft.remainder:
        yield rest.place


def _spoken(document: Document) -> Iterator[Place]:
    """Where the document says something: filled rows of tables, paragraphs with text."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if clean(block.text) or clean(block.auto_number):
                yield Place("paragraph", index=block.index)
        elif isinstance(block, Table):
            grid = Grid(block)
            yield from (grid.place(row) for row in range(grid.height) if not grid.blank(row))


def _key(place: Place) -> _Key:
    return place.part, place.name, place.index, place.row
