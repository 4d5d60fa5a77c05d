"""Tables that hold no measures, and the rows above a heading: approvals, lists of persons, cards, hidden sheets."""

from __future__ import annotations

import re

from promost.kit.text import clean
from promost.plans.reading.document import Table
from promost.plans.reading.draft import Problem, Remainder, Severity
from promost.plans.reading.layout.front import Said
from promost.plans.reading.layout.gathering.found import Gathered, reason_after
from promost.plans.reading.layout.grid import Grid
from promost.plans.reading.layout.listing.lines import field_of
from promost.plans.reading.layout.parties.labels import names_party
from promost.plans.reading.layout.sections import is_counted, names_section, part_section
from promost.plans.reading.layout.segments import Kind, Segment
from promost.plans.reading.layout.vocabulary import phrases

_WHOSE = re.compile(r"^(.+?)\s+((?:от|со стороны|from|on behalf of)\s+\S.+)$", re.IGNORECASE)
"""A label of owners and the party whose they are."""


def gather_preface(found: Gathered, segment: Segment) -> None:
    """Rows above the segment's heading: the section they open, the plan's title, or a note."""
    grid, header = segment.grid, segment.header
    last = max((row for row in segment.preface if not grid.blank(row)), default=-1)
    for row in segment.preface:
        if grid.blank(row):
            continue
        text = grid.line(row)
        heads = segment.kind is Kind.MEASURES and row == last and len(grid.filled(row)) == 1
        if heads and (names_section(text) or (found.raws and is_counted(text))):
            found.open_section(*part_section(text), grid.place(row))
        elif found.raws or found.annexes:
            found.remainder.append(Remainder(reason_after(text), text, grid.place(row)))
        else:
            _say(found, grid, row)
    if header:
        found.leave(grid, range(header.first, header.last + 1), "header")


def _say(found: Gathered, grid: Grid, row: int) -> None:
    cells = grid.filled(row)
    wide, bold = any(cell.column_span > 1 for cell in cells), any(cell.bold for cell in cells)
    found.front.lines.append(Said(grid.line(row), grid.place(row), wide, bold, cells[0].text))


def gather_other(found: Gathered, segment: Segment) -> None:
    """A table without measures: lines of a list, a card, an approval, a list of persons, or another table."""
    grid = segment.grid
    if not found.raws and (all(len(grid.filled(row)) <= 1 for row in segment.rows) or is_card(grid)):
        _as_lines(found, segment)
        return
    if not found.raws:
        found.front.aside.extend(grid.line(row) for row in segment.rows if not grid.blank(row))
    found.leave(grid, segment.rows, _reason(found, segment))


def _reason(found: Gathered, segment: Segment) -> str:
    texts = " ".join(segment.grid.line(row) for row in segment.rows[:6])
    if not found.raws and phrases("words", "lines", "approval").match(texts):
        return "approval"
    if segment.header is None and phrases("words", "lines", "persons").match(texts):
        return "persons"
    return "table"


def is_card(grid: Grid) -> bool:
    """Whether a table of two columns describes one measure: labels on the left, what they say on the right."""
    pairs = [grid.filled(row) for row in range(grid.height) if not grid.blank(row)]
    if not pairs or any(len(cells) > 2 for cells in pairs):
        return False
    fields = {field_of(clean(cells[0].text)) for cells in pairs if len(cells) == 2}
    return "title" in fields and len(fields & {"deadline", "owner", "result"}) >= 2


def _as_lines(found: Gathered, segment: Segment) -> None:
    """A table of one column is a list of lines with a frame around it; a card's row is a label with its text."""
    grid = segment.grid
    for row in segment.rows:
        cells = grid.filled(row)
        if cells:
            number = clean(cells[0].auto_number)
            source = ": ".join([_label(cells[0].text), *(cell.text for cell in cells[1:])])
            bold = cells[0].bold
            found.front.lines.append(Said(grid.line(row), grid.place(row), False, bold, source, number))


def _label(text: str) -> str:
    """A card's label; the party that it names ("Ответственные от города …") marks the bodies beside it."""
    label = text.strip(" :\n")
    whose = _WHOSE.match(clean(label))
    if whose and field_of(whose.group(1)) == "owner" and names_party(whose.group(2)):
        return f"{whose.group(1)}: {whose.group(2)}"
    return label


def hide(found: Gathered, table: Table) -> None:
    """A sheet that the document hides is not read, and said so; its rows are kept as a remainder."""
    grid = Grid(table)
    before = len(found.remainder)
    found.leave(grid, range(grid.height), "hidden")
    count = len(found.remainder) - before
    if count:
        values = (("sheet", table.name), ("rows", str(count)))
        found.problems.append(Problem("HIDDEN_SHEET", Severity.WARNING, grid.place(), values))
