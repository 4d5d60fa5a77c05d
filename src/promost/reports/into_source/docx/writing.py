"""A Word document with its columns: one part changed, by a few bytes, the others as they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from promost.kit.uploads import Archive
from promost.plans.reading.sources.docx.names import W
from promost.plans.reading.sources.package import Package
from promost.reports.into_source.docx.appending import append_columns
from promost.reports.into_source.docx.filling import fill_columns
from promost.reports.into_source.docx.finding import tables_of
from promost.reports.into_source.layout import Layout
from promost.reports.into_source.packing import with_member
from promost.reports.into_source.shapes import LARGEST, Entry, NotReturned, Spot
from promost.reports.into_source.splicing import Part


def write_docx(
    data: bytes, archive: Archive, found: Sequence[Layout], entries: Mapping[Spot, Entry], heading: Entry
) -> tuple[bytes, set[Spot]]:
    """Give the document with the columns, and the rows that had no cell to fill. Raises NotReturned, Refused."""
    package = Package(archive)
    name = package.main_part("word/document.xml")
    if archive.sizes.get(name, 0) > LARGEST:
        raise NotReturned("TOO_LARGE", part=name)
    root = package.tree(name)
    part = Part(archive.read(name, LARGEST), root)
    body = root.find(W + "body")
    tables = tables_of(body) if body is not None else {}
    missed: set[Spot] = set()
    for layout in found:
        table = tables[layout.table.index]
        if layout.own:
            missed |= fill_columns(part, table, layout, entries)
        else:
            append_columns(part, table, layout, entries, heading)
    return with_member(data, name, part.changed()), missed
