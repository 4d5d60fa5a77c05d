"""Ruled tables of pages as Tables: the text is laid into the grid, and what goes on is one with its beginning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from promost.plans.reading.document import Cell
from promost.plans.reading.sources.pdf.lines import glued, joined, lines_of
from promost.plans.reading.sources.pdf.marks import Piece
from promost.plans.reading.sources.pdf.ruling import NEAR, Grid

HEADING = 5
"""So many rows of a table may be its heading, which the next page repeats."""
Rows = list[tuple[Cell | None, ...]]


def laid(grid: Grid, pieces: Iterable[Piece]) -> list[list[Cell]]:
    """What stands at each place; a cell over several places has its text at its first one, the others are empty."""
    inside: dict[tuple[int, int], list[Piece]] = {}
    for piece in pieces:
        place = grid.place(piece.x + 1.0, piece.y + piece.size * 0.25)
        if place is not None:
            inside.setdefault(grid.owner[place[0]][place[1]], []).append(piece)
    rows, columns = len(grid.owner), len(grid.owner[0])
    places = [[(row, column) for column in range(columns)] for row in range(rows)]
    return [[_cell(inside.get(place, []), grid.width(place)) for place in line] for line in places]


def _cell(pieces: list[Piece], width: float) -> Cell:
    lines = lines_of(pieces)
    return Cell(joined(lines, width), bold=bool(lines) and all(line.bold for line in lines))


def _texts(row: list[Cell]) -> list[str]:
    return [cell.text for cell in row]


class Pages:
    """A table that may run over several pages: its columns, and its rows so far."""

    def __init__(self, grid: Grid, cells: list[list[Cell]]) -> None:
        self.xs = grid.xs
        self._open = grid.open_below
        self.rows: Rows = []
        self._heading = [_texts(row) for row in cells[:HEADING]]
        self._add(grid, cells, 0)

    def goes_on(self, grid: Grid) -> bool:
        """Whether ``grid``, the first of its page, has the same columns."""
        same = len(grid.xs) == len(self.xs)
        return same and all(abs(one - other) <= NEAR for one, other in zip(grid.xs, self.xs, strict=True))

    def add(self, grid: Grid, cells: list[list[Cell]]) -> None:
        """Add the rows of the next page; the first of them are left out where they only repeat the heading."""
        repeated = 0
        for row, heading in zip(cells, self._heading, strict=False):
            if _texts(row) != heading:
                break
            repeated += 1
        first = _texts(cells[0])
        if not repeated and first in self._heading and all(text.isdigit() for text in first):
            repeated = 1
        if self._open and repeated < len(cells):
            self._continue(cells[repeated])
            repeated += 1
        self._open = grid.open_below
        self._add(grid, cells, repeated)

    def _continue(self, cells: list[Cell]) -> None:
        """Add to the last row what the page cut off: no line was drawn below it."""
        last = self.rows[-1]
        self.rows[-1] = tuple(
            replace(cell, text=glued(cell.text, more.text)) if cell is not None and cell.row_span == 1 else cell
            for cell, more in zip(last, cells, strict=True)
        )

    def _add(self, grid: Grid, cells: list[list[Cell]], skipped: int) -> None:
        begin = len(self.rows) - skipped
        spans: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for row, line in enumerate(grid.owner[skipped:], start=skipped):
            for column, owner in enumerate(line):
                spans.setdefault(owner, []).append((row, column))
        done: dict[tuple[int, int], Cell] = {}
        for owner, places in spans.items():
            (top, left), (bottom, right) = places[0], places[-1]
            done[owner] = replace(
                cells[owner[0]][owner[1]],
                row=begin + top,
                column=left,
                row_span=bottom - top + 1,
                column_span=right - left + 1,
            )
        self.rows.extend(tuple(done[owner] for owner in line) for line in grid.owner[skipped:])
