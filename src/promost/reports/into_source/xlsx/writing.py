"""A workbook with its columns: the sheets with entries change by a few bytes, every other part stays as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from promost.kit.uploads import Archive
from promost.plans.reading.sources.package import Package, first_of
from promost.plans.reading.sources.xlsx.names import R, S
from promost.reports.into_source.layout import Layout
from promost.reports.into_source.packing import with_member
from promost.reports.into_source.shapes import LARGEST, Entry, NotReturned, Spot
from promost.reports.into_source.splicing import Part
from promost.reports.into_source.xlsx.appending import append_columns
from promost.reports.into_source.xlsx.cells import Wraps
from promost.reports.into_source.xlsx.filling import fill_columns


def write_xlsx(
    data: bytes, archive: Archive, found: Sequence[Layout], entries: Mapping[Spot, Entry], heading: Entry
) -> tuple[bytes, set[Spot]]:
    """Give the workbook with the columns, and the rows that had no cell to fill. Raises NotReturned, Refused."""
    package = Package(archive)
    main = package.main_part("xl/workbook.xml")
    relations = package.related(main)
    sheets = _sheets(package, main, relations)
    wraps = Wraps(package.optional(first_of(relations, "styles")))
    missed: set[Spot] = set()
    for layout in found:
        name = sheets[layout.table.index]
        if archive.sizes.get(name, 0) > LARGEST:
            raise NotReturned("TOO_LARGE", part=layout.table.name)
        part = Part(archive.read(name, LARGEST), package.tree(name))
        if layout.own:
            missed |= fill_columns(part, layout, entries)
        else:
            append_columns(part, layout, entries, heading, wraps)
        data = with_member(data, name, part.changed())
    return data, missed


def _sheets(package: Package, main: str, relations: Mapping[str, tuple[str, str]]) -> list[str]:
    """The parts of the sheets in the order of their tabs, charts left out: as the reader counts them."""
    named = [
        relations.get(each.get(R + "id", ""), ("", "")) for each in package.tree(main).iterfind(f"{S}sheets/{S}sheet")
    ]
    return [part for kind, part in named if kind == "worksheet"]
