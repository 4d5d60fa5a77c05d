"""One walk through a document, top to bottom."""

from __future__ import annotations

from promost.plans.reading.document import Document, Paragraph, Table
from promost.plans.reading.draft import Place
from promost.plans.reading.layout import segments
from promost.plans.reading.layout.gathering.aside import gather_other, gather_preface, hide
from promost.plans.reading.layout.gathering.between import gather_paragraphs
from promost.plans.reading.layout.gathering.found import Gathered
from promost.plans.reading.layout.gathering.rows import gather_rows
from promost.plans.reading.layout.segments import Kind, Segment
from promost.plans.reading.layout.vocabulary import phrases

_Part = tuple[Paragraph | Table, list[Segment]]


def gather(document: Document) -> Gathered:
    """Everything that the document's tables and paragraphs hold, each row and paragraph once."""
    found, held = Gathered(), list[Paragraph]()
    parts = _parts(document)
    tables = sum(1 for _, inside in parts if _has_measures(inside))
    for block, inside in parts:
        if isinstance(block, Paragraph):
            held.append(block)
            continue
        gather_paragraphs(found, held, above_measures=_has_measures(inside), tables=tables)
        held.clear()
        if block.hidden:
            hide(found, block)
        else:
            _gather_table(found, block, inside, tables)
    gather_paragraphs(found, held, above_measures=False, tables=tables)
    return found


def _parts(document: Document) -> list[_Part]:
    """Every block with its segments (none for a paragraph or a hidden sheet)."""
    above: Segment | None = None
    parts: list[_Part] = []
    for block in document.blocks:
        inside = segments.split(block, above) if isinstance(block, Table) and not block.hidden else []
        above = next((segment for segment in reversed(inside) if segment.kind is Kind.MEASURES), above)
        parts.append((block, inside))
    return parts


def _has_measures(inside: list[Segment]) -> bool:
    return any(segment.kind is Kind.MEASURES for segment in inside)


def _gather_table(found: Gathered, table: Table, inside: list[Segment], tables: int) -> None:
    if table.is_sheet and tables > 1 and found.raws and _has_measures(inside) and not _is_plain(table.name):
        found.open_section("", table.name, Place("sheet", table.name, table.index))
    for segment in inside:
        gather_preface(found, segment)
        if segment.kind is Kind.MEASURES:
            gather_rows(found, segment)
        elif segment.kind is Kind.OTHER:
            gather_other(found, segment)
        elif segment.header:
            found.annexes.append(segment)
        else:
            found.leave(segment.grid, segment.rows, "table")


def _is_plain(name: str) -> bool:
    """Whether a sheet has only the name its program gave it."""
    bare = name.casefold().rstrip("0123456789 ()")
    return not bare or phrases("words", "lines", "sheet").starts(bare)
