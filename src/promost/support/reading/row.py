"""A row seen through its header: cells by field, word for word or plain, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from promost.support.reading import markup
from promost.support.reading.columns import Header
from promost.support.reading.draft import Place, Problem
from promost.support.reading.messages import problem
from promost.support.reading.sources import RawCell, RawRow


@dataclass(frozen=True, slots=True)
class Context:
    """What all rows of a sheet share. ``okved``: code → title, or None; ``regions`` finds a region's code in words."""

    sheet: str
    header: Header
    okved: Mapping[str, str] | None = None
    regions: Callable[[str], str | None] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet."""

    source: RawRow
    context: Context

    @property
    def raw(self) -> dict[str, str]:
        """Heading → cell, word for word; columns without a word in them are left out."""
        headings = self.context.header.headings
        cells = ((heading, self.source.cell(at).text) for at, heading in enumerate(headings))
        return {heading: text for heading, text in cells if text.strip()}

    def cell(self, field: str) -> RawCell:
        """The cell of a field; an empty one where the sheet has no such column."""
        columns = self.context.header.columns
        return self.source.cell(columns[field]) if field in columns else RawCell()

    def text(self, field: str) -> str:
        """The field's words as they stand."""
        return self.cell(field).text

    def plain(self, field: str) -> str:
        """The field's words without markup, in paragraphs."""
        return markup.plain(self.text(field))

    def line(self, field: str) -> str:
        """The field's words without markup, on one line."""
        return markup.line(self.text(field))

    def place(self, field: str = "") -> Place:
        """Where a field of this row stands."""
        return Place(self.context.sheet, self.source.number, self.context.header.heading(field), field)

    def problem(self, code: str, field: str = "", **values: object) -> Problem:
        """A problem of this row."""
        return problem(code, self.place(field), **values)


def again(raw: Mapping[str, str], mapping: Mapping[str, str], context: Context) -> Row:
    """A row out of what was kept of it (``raw``, by heading), read by the ``mapping`` of its file; ``context`` gives
    what is not the row's own."""
    headings = (*raw, *(heading for heading in mapping if heading not in raw))
    # Two sheets may head one field differently: the row's own heading comes last and stays.
    known = sorted(mapping.items(), key=lambda pair: pair[0] in raw)
    columns = {field: headings.index(heading) for heading, field in known}
    header = Header(0, headings, columns, context.header.form)
    cells = tuple(RawCell(raw.get(heading, "")) for heading in headings)
    return Row(RawRow(0, cells), replace(context, header=header))


def joined(above: RawRow, below: RawRow) -> RawRow:
    """Two rows under one merged name as one: what the lower one says is added to the cells above it."""
    width = max(len(above.cells), len(below.cells))
    return RawRow(above.number, tuple(_both(above.cell(at), below.cell(at)) for at in range(width)))


def _both(above: RawCell, below: RawCell) -> RawCell:
    if not below.says:
        return above
    text = "\n".join(part for part in (above.text, below.text) if part.strip())
    return RawCell(text, above.own, above.waits or below.waits)
