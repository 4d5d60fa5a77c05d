"""Tables of a Word document: rows and cells with their merges, as a grid of Cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from promost.plans.reading.document import Cell, Table
from promost.plans.reading.sources.docx.blocks import children, stands_in_placeholder
from promost.plans.reading.sources.docx.flow import Flow, Line
from promost.plans.reading.sources.docx.names import W, by_name, number, switch, value
from promost.plans.reading.sources.unreadable import Unreadable

WIDEST = 256
"""The most columns taken from one span; a word processor itself stops at 63."""
WIDEST_ROW = 2000
LARGEST = 500_000
"""The most places a grid may have."""
_PLAIN_FILLS = {"", "auto", "FFFFFF", "ffffff"}


@dataclass(slots=True)
class _Draft:
    """A cell while its merges are still growing."""

    row: int
    column: int
    columns: int
    rows: int = 1
    goes_on: bool = False
    filled: bool = False
    tracked: bool = False
    lines: list[Line] = field(default_factory=list)

    def finish(self, flow: Flow) -> Cell:
        lines = [line for line in self.lines if line.text or not line.gone]
        printed = [line for line in lines if line.text.strip()]
        struck = [line for line in printed if line.struck]
        if len(struck) < len(printed):
            for line in struck:
                flow.leave_out(line.text)
                line.tracked = True
            lines = [line for line in lines if line not in struck]
            printed = [line for line in printed if line not in struck]
        # One number numbers the row and stands apart; several number a list inside the cell and are part of its text.
        single = sum(1 for line in lines if line.number) == 1 and lines[0].number
        texts = [line.text if single else _numbered(line) for line in lines]
        return Cell(
            text="\n".join(texts).strip("\n"),
            row=self.row,
            column=self.column,
            row_span=self.rows,
            column_span=self.columns,
            auto_number=single or "",
            bold=bool(printed) and all(line.bold for line in printed),
            filled=self.filled,
            tracked=self.tracked or any(line.tracked for line in self.lines),
            struck=bool(struck) and len(struck) == len(printed),
        )


def _numbered(line: Line) -> str:
    return f"{line.number} {line.text}" if line.number else line.text


class TableReader:
    """Reads one ``w:tbl``. ``inner`` collects tables that stand inside a frame table and deserve to stand alone."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self.inner: list[Table] = []
        self._frame = False

    def read(self, element: etree._Element, index: int) -> Table:
        """The table as a grid; rows that are pending deletions are left out, their places in ``rows`` too."""
        grid: list[list[_Draft | None]] = []
        rows: list[int] = []
        hidden: set[int] = set()
        self._frame = _columns(element) <= 2
        for source, row in enumerate(children(element, "tr")):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                self._flow.tracked = True
                continue
            if switch(properties, "hidden"):
                hidden.add(len(grid))
            grid.append(self._row(row, properties, grid))
            rows.append(source)
        return Table(index, "", _finished(grid, self._flow), tuple(rows), hidden_rows=frozenset(hidden))

    def _row(
        self, row: etree._Element, properties: etree._Element | None, above: list[list[_Draft | None]]
    ) -> list[_Draft | None]:
        before = properties.find(W + "gridBefore") if properties is not None else None
        places: list[_Draft | None] = [None] * number(value(before), 0, WIDEST)
        tracked = properties is not None and properties.find(W + "ins") is not None
        for element in children(row, "tc"):
            cell_properties = by_name(element.find(W + "tcPr"))
            width = max(1, number(value(cell_properties.get("gridSpan")), 1, WIDEST))
            merge = cell_properties.get("hMerge")
            if merge is not None and value(merge) != "restart" and places and places[-1] is not None:
                places[-1].columns += width
                draft = places[-1]
            else:
                draft = self._cell(element, cell_properties, above, len(places), width)
            draft.tracked = draft.tracked or tracked
            places.extend([draft] * width)
            if len(places) > WIDEST_ROW:
                raise Unreadable("TOO_MANY_CELLS", rows=str(len(above) + 1), columns=str(len(places)))
        self._flow.tracked = self._flow.tracked or tracked
        return places

    def _cell(
        self,
        element: etree._Element,
        properties: dict[str, etree._Element],
        above: list[list[_Draft | None]],
        column: int,
        width: int,
    ) -> _Draft:
        merge = properties.get("vMerge")
        if merge is not None and value(merge) != "restart":
            upper = above[-1][column] if above and column < len(above[-1]) else None
            if upper is not None and upper.goes_on and upper.column == column:
                upper.rows += 0 if upper.row + upper.rows > len(above) else 1
                return upper
        draft = _Draft(len(above), column, width, goes_on=merge is not None)
        draft.filled = value(properties.get("shd"), "fill") not in _PLAIN_FILLS
        for block in children(element, "p", "tbl") if not stands_in_placeholder(element) else ():
            draft.lines.extend(self._lines(block))
        return draft

    def _lines(self, block: etree._Element) -> list[Line]:
        if block.tag == W + "p":
            return [self._flow.line(block)]
        inner = TableReader(self._flow)
        table = inner.read(block, 0)
        self.inner.extend(inner.inner)
        if self._frame and len(table.grid) > 1 and len(table.grid[0]) > 2:
            self.inner.append(table)
            return []
        return [_as_line(row) for row in table.grid]


def _as_line(row: tuple[Cell | None, ...]) -> Line:
    """A row of a table inside a cell as one line of that cell's text."""
    cells = [cell for index, cell in enumerate(row) if cell is not None and cell not in row[:index]]
    texts = [f"{cell.auto_number} {cell.text}".strip() for cell in cells]
    return Line("\t".join(text for text in texts if text), tracked=any(cell.tracked for cell in cells))


def _columns(element: etree._Element) -> int:
    return max((sum(1 for _ in children(row, "tc")) for row in children(element, "tr")), default=0)


def _finished(grid: list[list[_Draft | None]], flow: Flow) -> tuple[tuple[Cell | None, ...], ...]:
    width = max((len(row) for row in grid), default=0)
    if width * len(grid) > LARGEST:
        raise Unreadable("TOO_MANY_CELLS", rows=str(len(grid)), columns=str(width))
    done: dict[int, Cell] = {}
    for row in grid:
        for draft in row:
            if draft is not None and id(draft) not in done:
                done[id(draft)] = draft.finish(flow)
    return tuple(
        tuple(done[id(draft)] if draft is not None else None for draft in row) + (None,) * (width - len(row))
        for row in grid
    )
