"""The original document, given back with the columns of fact and state."""

from __future__ import annotations

from collections.abc import Mapping

from promost.kit.uploads import Refused, open_archive
from promost.plans.reading.layout import read_plan
from promost.plans.reading.sources import open_document
from promost.plans.reading.sources.unreadable import Unreadable
from promost.reports.into_source.docx import write_docx
from promost.reports.into_source.layout import Layout, layouts
from promost.reports.into_source.packing import names_of
from promost.reports.into_source.shapes import Entry, NotReturned, Returned, Spot
from promost.reports.into_source.xlsx import write_xlsx

_WRITERS = {"docx": write_docx, "xlsx": write_xlsx}


def into_source(data: bytes, name: str, entries: Mapping[Spot, Entry], heading: Entry) -> Returned:
    """Give a plan document back with what was done beside every row.

    ``data`` are the file's bytes, ``name`` its name; ``entries`` say what stands beside which row (places as the
    reader of plans gives them), ``heading`` how the columns are called. Columns that the document itself left empty for
    this are filled; otherwise two are appended on the right of each table in which an entry stands. Texts, cells and
    parts that were there before stay as they were; widths are shared anew so that the table still fits its page.

    Raises NotReturned: KIND for any form but .docx and .xlsx, NO_TABLE for a plan written as a list, NO_ROOM for a
    sheet without a free column, TOO_LARGE, UNREADABLE.
    """
    try:
        return _into_source(data, name, entries, heading)
    except Unreadable as error:
        raise NotReturned("UNREADABLE", name=name, reason=error.code) from error
    except Refused as error:
        raise NotReturned("UNREADABLE", name=name, reason=error.code) from error


def _into_source(data: bytes, name: str, entries: Mapping[Spot, Entry], heading: Entry) -> Returned:
    document = open_document(data, name)
    if document.kind not in _WRITERS:
        raise NotReturned("KIND", name=name, kind=document.kind)
    found = layouts(document, read_plan(document), entries)
    placed = {unit.spot for layout in found for unit in layout.units}
    if not placed:
        raise NotReturned("NO_TABLE", name=name)
    changed, missed = _WRITERS[document.kind](data, open_archive(data), found, entries, heading)
    return Returned(
        changed,
        appended=tuple(layout.table.index for layout in found if not layout.own),
        filled=tuple(layout.table.index for layout in found if layout.own),
        unplaced=tuple(sorted(set(entries) - placed | missed)),
        notes=_notes(data, found),
    )


def _notes(data: bytes, found: list[Layout]) -> tuple[str, ...]:
    said = {
        "SIGNATURE_GONE": any(name.startswith("_xmlsignatures/") for name in names_of(data)),
        "NO_HEADING": any(not layout.headings and not layout.own for layout in found),
    }
    return tuple(code for code, holds in said.items() if holds)
