"""From a document's blocks to raw measures: the rows of each measure with their segment, sections, and what is left."""

from __future__ import annotations

from dataclasses import dataclass, field

from promost.kit.text import clean
from promost.plans.reading.document import Document, Paragraph, Table
from promost.plans.reading.draft import Place, Problem, Remainder, Severity
from promost.plans.reading.layout import lines, segments
from promost.plans.reading.layout.front import Front, Said
from promost.plans.reading.layout.grid import Grid
from promost.plans.reading.layout.lines import Line, lines_of
from promost.plans.reading.layout.listing.lines import field_of
from promost.plans.reading.layout.numbering import strip_number
from promost.plans.reading.layout.roles import Role
from promost.plans.reading.layout.sections import is_counted, names_section, part_section
from promost.plans.reading.layout.segments import Segment
from promost.plans.reading.layout.vocabulary import phrases

SHORT = 200


@dataclass(frozen=True, slots=True)
class Heading:
    """A section as met: number and title as printed."""

    number: str
    title: str
    place: Place


@dataclass(slots=True)
class Raw:
    """A measure's rows, each with the segment whose columns explain it. ``continued``: a row was split in two."""

    section: int | None
    rows: list[tuple[Segment, int]]
    continued: bool = False


@dataclass(slots=True)
class Gathered:
    """Everything found in a document's tables."""

    raws: list[Raw] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    annexes: list[Segment] = field(default_factory=list)
    measures: list[Segment] = field(default_factory=list)
    remainder: list[Remainder] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    front: Front = field(default_factory=Front)


def gather(document: Document) -> Gathered:
    """Walks through the document once, top to bottom."""
    return _Gatherer(document).gather()


class _Gatherer:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._found = Gathered()
        self._parts = _split_all(document)
        self._section: int | None = None
        self._held: list[Paragraph] = []
        self._tables = sum(1 for _, found in self._parts if any(s.kind is segments.Kind.MEASURES for s in found))

    def gather(self) -> Gathered:
        for block, found in self._parts:
            if isinstance(block, Paragraph):
                self._held.append(block)
            elif block.hidden:
                self._hide(block)
            else:
                self._take(block, found)
        self._release(None)
        return self._found

    def _take(self, table: Table, found: list[Segment]) -> None:
        is_plan = any(segment.kind is segments.Kind.MEASURES for segment in found)
        self._release(table if is_plan else None)
        if table.is_sheet and is_plan:
            self._sheet_section(table)
        for segment in found:
            self._preface(segment)
            if segment.kind is segments.Kind.MEASURES:
                self._measures(segment)
            elif segment.kind is segments.Kind.TARGETS and not segment.header:
                self._leave_rows(segment, segment.rows, "table")
            elif segment.kind is segments.Kind.TARGETS:
                self._found.annexes.append(segment)
            else:
                self._other(segment)

    def _release(self, table: Table | None) -> None:
        """Paragraphs held back get their meaning from what follows them."""
        held, self._held = self._held, []
        heading = self._heading_among(held) if table is not None else None
        for paragraph in held:
            text = clean(f"{paragraph.auto_number} {paragraph.text}")
            if not text:
                continue
            place = Place("paragraph", index=paragraph.index)
            if paragraph is heading:
                self._open(*part_section(clean(paragraph.text), clean(paragraph.auto_number)), place)
            elif self._found.raws:
                self._found.remainder.append(Remainder(reason_after(text), text, place))
                self._found.front.after.append(text)
            else:
                self._found.front.lines.append(_said(paragraph, text, place))

    def _heading_among(self, held: list[Paragraph]) -> Paragraph | None:
        """The paragraph that heads the table of measures below it, if one does."""
        for paragraph in reversed([p for p in held if p.text.strip()][-3:]):
            text = clean(paragraph.text)
            if len(text) > SHORT or phrases("words", "lines", "continued").starts(text):
                continue
            if names_section(text) or is_counted(text) or paragraph.auto_number:
                return paragraph
            several = self._tables > 1 and not text.endswith((".", ":")) and len(text) <= 120
            marked = paragraph.bold or paragraph.centred or _said(paragraph, "", Place()).heading
            alone = bool(self._found.raws) and sum(1 for p in held if clean(p.text)) == 1
            if several and (marked or alone) and (self._found.raws or not self._titled(held, paragraph)):
                return paragraph
        return None

    def _titled(self, held: list[Paragraph], paragraph: Paragraph) -> bool:
        """Whether the paragraph belongs to the block in which the document's title stands."""
        for other in reversed(held[: held.index(paragraph) + 1]):
            if not other.text.strip():
                return False
            if phrases("words", "title", "starts").starts(clean(other.text)):
                return True
        return False

    def _sheet_section(self, table: Table) -> None:
        if self._tables > 1 and self._found.raws and not _plain_name(table.name):
            self._open("", table.name, Place("sheet", table.name, table.index))

    def _open(self, number: str, title: str, place: Place) -> None:
        self._found.headings.append(Heading(number, title, place))
        self._section = len(self._found.headings) - 1

    def _preface(self, segment: Segment) -> None:
        grid = segment.grid
        header = segment.header
        for row in segment.preface:
            if grid.blank(row):
                continue
            cells = grid.filled(row)
            heads = segment.kind is segments.Kind.MEASURES and row == _last_filled(segment)
            text = grid.line(row)
            if heads and len(cells) == 1 and (names_section(text) or (self._found.raws and is_counted(text))):
                self._open(*part_section(text), grid.place(row))
            elif self._found.raws or self._found.annexes:
                self._found.remainder.append(Remainder(reason_after(text), text, grid.place(row)))
            else:
                wide = any(cell.column_span > 1 for cell in cells)
                bold = any(cell.bold for cell in cells)
                self._found.front.lines.append(Said(text, grid.place(row), wide, bold, cells[0].text))
        if header:
            self._leave_rows(segment, range(header.first, header.last + 1), "header")

    def _measures(self, segment: Segment) -> None:
        self._found.measures.append(segment)
        for line in lines_of(segment):
            self._line(segment, line)

    def _line(self, segment: Segment, line: Line) -> None:
        if line.kind is lines.Kind.MEASURE:
            self._by_column(segment, line.row)
            self._found.raws.append(Raw(self._section, [(segment, line.row)]))
        elif line.kind is lines.Kind.MORE and self._found.raws:
            self._add(segment, line.row)
        elif line.kind is lines.Kind.SECTION:
            self._section_row(segment, line.row)
        elif line.kind is not lines.Kind.BLANK:
            kind = lines.Kind.OTHER if line.kind is lines.Kind.MORE else line.kind
            self._leave_rows(segment, (line.row,), kind.value)

    def _add(self, segment: Segment, row: int) -> None:
        raw = self._found.raws[-1]
        raw.rows.append((segment, row))
        raw.continued = raw.continued or _splits(segment, row)

    def _section_row(self, segment: Segment, row: int) -> None:
        grid, column = segment.grid, segment.first(Role.NUMBER)
        cells = grid.own(row)
        number = ""
        if len(cells) > 1 and column is not None and cells[0].column == column.index:
            number = strip_number(clean(cells[0].text) or clean(cells[0].auto_number))
            cells = cells[1:]
        number = number or clean(cells[0].auto_number)
        self._open(*part_section(clean(cells[0].text), number), grid.place(row, cells[0].column))

    def _by_column(self, segment: Segment, row: int) -> None:
        """A section told by a column of its own: it opens where the column's text changes; blank means as above."""
        column = segment.first(Role.SECTION)
        text = segment.grid.text(row, column.index) if column else ""
        if column is None or not text:
            return
        number, title = part_section(text)
        now = self._found.headings[self._section] if self._section is not None else None
        if now is None or (now.number, now.title) != (number, title):
            known = next(
                (i for i, h in enumerate(self._found.headings) if (h.number, h.title) == (number, title)), None
            )
            if known is not None:
                self._section = known
            else:
                self._open(number, title, segment.grid.place(row, column.index))

    def _other(self, segment: Segment) -> None:
        grid = segment.grid
        if not self._found.raws and (all(len(grid.filled(row)) <= 1 for row in segment.rows) or is_card(grid)):
            self._as_lines(segment)
            return
        texts = " ".join(grid.line(row) for row in segment.rows[:6])
        reason = "table"
        if phrases("words", "lines", "approval").match(texts) and not self._found.raws:
            reason = "approval"
        elif segment.header is None and phrases("words", "lines", "persons").match(texts):
            reason = "persons"
        for row in segment.rows:
            if not grid.blank(row) and not self._found.raws:
                self._found.front.aside.append(grid.line(row))
        self._leave_rows(segment, segment.rows, reason)

    def _as_lines(self, segment: Segment) -> None:
        """A table of one column is a list of lines with a frame around it."""
        grid = segment.grid
        for row in segment.rows:
            cells = grid.filled(row)
            if cells:
                number = clean(cells[0].auto_number)
                source = ": ".join([cells[0].text.strip(" :\n"), *(cell.text for cell in cells[1:])])
                said = Said(grid.line(row), grid.place(row), False, cells[0].bold, source, number)
                self._found.front.lines.append(said)

    def _leave_rows(self, segment: Segment, rows: range | tuple[int, ...], reason: str) -> None:
        grid = segment.grid
        self._found.remainder.extend(
            Remainder(reason, grid.line(row), grid.place(row)) for row in rows if not grid.blank(row)
        )

    def _hide(self, table: Table) -> None:
        """A sheet that the document hides is not read, and said so; its rows are kept as a remainder."""
        grid = Grid(table)
        filled = [row for row in range(grid.height) if not grid.blank(row)]
        self._found.remainder.extend(Remainder("hidden", grid.line(row), grid.place(row)) for row in filled)
        if filled:
            values = (("sheet", table.name), ("rows", str(len(filled))))
            self._found.problems.append(Problem("HIDDEN_SHEET", Severity.WARNING, grid.place(), values))


def _split_all(document: Document) -> list[tuple[Paragraph | Table, list[Segment]]]:
    """Every block with its segments (none for a paragraph or a hidden sheet)."""
    above: Segment | None = None
    parts: list[tuple[Paragraph | Table, list[Segment]]] = []
    for block in document.blocks:
        found = segments.split(block, above) if isinstance(block, Table) and not block.hidden else []
        above = next((s for s in reversed(found) if s.kind is segments.Kind.MEASURES), above)
        parts.append((block, found))
    return parts


def _said(paragraph: Paragraph, text: str, place: Place) -> Said:
    heading = paragraph.style.casefold().startswith(("heading", "загол"))
    number = clean(paragraph.auto_number)
    return Said(text, place, paragraph.centred, paragraph.bold, paragraph.text, number, heading)


def _last_filled(segment: Segment) -> int:
    return max((row for row in segment.preface if not segment.grid.blank(row)), default=-1)


def _splits(segment: Segment, row: int) -> bool:
    """Whether the row goes on with a sentence of the row above, and is not only a further indicator or owner."""
    title = segment.first(Role.TITLE)
    return title is not None and any(cell.column == title.index for cell in segment.grid.own(row))


def is_card(grid: Grid) -> bool:
    """Whether a table of two columns describes one measure: labels on the left, what they say on the right."""
    pairs = [grid.filled(row) for row in range(grid.height) if not grid.blank(row)]
    if not pairs or any(len(cells) > 2 for cells in pairs):
        return False
    fields = {field_of(clean(cells[0].text)) for cells in pairs if len(cells) == 2}
    return "title" in fields and len(fields & {"deadline", "owner", "result"}) >= 2


def _plain_name(name: str) -> bool:
    """Whether a sheet has only the name its program gave it."""
    return name.casefold().rstrip("0123456789 ()") in (
        "лист",
        "sheet",
        "table",
        "таблица",
        "page",
        "стр",
        "страница",
        "",
    )


def reason_after(text: str) -> str:
    """Why a line after the measures is none."""
    if "___" in text or phrases("words", "lines", "signature").starts(text):
        return "signature"
    if phrases("words", "lines", "continued").starts(text):
        return "continued"
    return "note"
