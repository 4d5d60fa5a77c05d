"""The rows of a segment of measures, told apart and gathered."""

from __future__ import annotations

from promost.kit.text import clean
from promost.plans.reading.layout.gathering.found import Gathered, Raw
from promost.plans.reading.layout.lines import Kind, Line, lines_of
from promost.plans.reading.layout.numbering import strip_number
from promost.plans.reading.layout.roles import Role
from promost.plans.reading.layout.sections import names_section, part_section
from promost.plans.reading.layout.segments import Segment


def gather_rows(found: Gathered, segment: Segment) -> None:
    """Adds the segment's measures and sections to what was found; everything else is left by name."""
    found.measures.append(segment)
    for line in lines_of(segment):
        _gather(found, segment, line)


def _gather(found: Gathered, segment: Segment, line: Line) -> None:
    if line.kind is Kind.MEASURE:
        _by_column(found, segment, line.row)
        found.raws.append(Raw(found.section, [(segment, line.row)]))
    elif line.kind is Kind.MORE and found.raws:
        raw = found.raws[-1]
        raw.rows.append((segment, line.row))
        raw.continued = raw.continued or _splits(segment, line.row)
    elif line.kind is Kind.SECTION:
        _section(found, segment, line.row)
    elif line.kind is not Kind.BLANK:
        kind = Kind.OTHER if line.kind is Kind.MORE else line.kind
        found.leave(segment.grid, (line.row,), kind.value)


def _section(found: Gathered, segment: Segment, row: int) -> None:
    grid, column = segment.grid, segment.first(Role.NUMBER)
    cells = grid.own(row)
    number = ""
    repeated = len(cells) > 1 and cells[0].text == cells[1].text
    if len(cells) > 1 and not repeated and column is not None and cells[0].column == column.index:
        printed = clean(cells[0].text) or clean(cells[0].auto_number)
        number = part_section(printed)[0] if names_section(printed) else strip_number(printed)
        cells = cells[1:]
    number = number or clean(cells[0].auto_number)
    found.open_section(*part_section(clean(cells[0].text), number), grid.place(row, cells[0].column))


def _by_column(found: Gathered, segment: Segment, row: int) -> None:
    """A section told by a column of its own: it opens where the column's text changes; blank means as above."""
    column = segment.first(Role.SECTION)
    text = segment.grid.text(row, column.index) if column else ""
    if column is None or not text:
        return
    number, title = part_section(text)
    now = found.headings[found.section] if found.section is not None else None
    if now is None or (now.number, now.title) != (number, title):
        found.return_to(number, title, segment.grid.place(row, column.index))


def _splits(segment: Segment, row: int) -> bool:
    """Whether the row goes on with a sentence of the row above, and is not only a further indicator or owner."""
    title = segment.first(Role.TITLE)
    return title is not None and any(cell.column == title.index for cell in segment.grid.own(row))
