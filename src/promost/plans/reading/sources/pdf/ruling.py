"""From ruled lines to grids: which lines cross one another, and which places between them are one cell."""

from __future__ import annotations

from dataclasses import dataclass

from promost.plans.reading.sources.pdf.marks import Marks, Rule

NEAR = 3.0
"""Lines nearer than this, in points, are drawn as one or touch."""
COVERED = 0.6
"""The share of a border that must be drawn for it to part two places."""
MOST_RULES = 3000


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on a page: its lines from left to right and from top to bottom.

    ``owner[r][c]`` is the first place (row, column) of the cell that covers the place.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: tuple[tuple[tuple[int, int], ...], ...]
    open_below: bool = False
    """The last row has no line below: it goes on, on the next page."""

    def width(self, place: tuple[int, int]) -> float:
        """The width in points of the cell whose first place this is, in its first row."""
        row, column = place
        covered = [index for index, owner in enumerate(self.owner[row]) if owner == place]
        return self.xs[max(covered, default=column) + 1] - self.xs[column]

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the place where a point lies; None outside the table."""
        column = next((index for index, edge in enumerate(self.xs[1:]) if x < edge), None)
        row = next((index for index, edge in enumerate(self.ys[1:]) if y > edge), None)
        if column is None or row is None or x < self.xs[0] - NEAR or y > self.ys[0] + NEAR:
            return None
        return row, column


def grids_of(marks: Marks) -> list[Grid]:
    """The ruled tables of a page from top to bottom; a frame around one single place is no table."""
    across, down = _joined(marks.across), _joined(marks.down)
    if len(across) + len(down) > MOST_RULES:
        return []
    found = [_grid(lines, columns) for lines, columns in _connected(across, down)]
    grids = [grid for grid in found if grid is not None and len(grid.owner) * len(grid.owner[0]) > 1]
    return sorted(grids, key=lambda grid: -grid.ys[0])


def _joined(rules: list[Rule]) -> list[Rule]:
    """Pieces of one line as one: borders are often drawn cell by cell, or as dots."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda one: one.at):
        if lines and rule.at - lines[-1][-1].at <= NEAR / 2:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    return [joined for line in lines for joined in _join_line(line)]


def _join_line(line: list[Rule]) -> list[Rule]:
    at = sum(rule.at for rule in line) / len(line)
    joined: list[Rule] = []
    for rule in sorted(line, key=lambda one: one.start):
        if joined and rule.start <= joined[-1].end + NEAR:
            joined[-1] = Rule(at, joined[-1].start, max(joined[-1].end, rule.end))
        else:
            joined.append(Rule(at, rule.start, rule.end))
    return joined


def _connected(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that touch one another."""
    rules = [*across, *down]
    group = list(range(len(rules)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for first, line in enumerate(across):
        for second, column in enumerate(down, start=len(across)):
            if _touch(line, column):
                group[root(first)] = root(second)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(rules):
        found.setdefault(root(index), ([], []))[0 if index < len(across) else 1].append(rule)
    return list(found.values())


def _touch(line: Rule, column: Rule) -> bool:
    meets = line.start - NEAR <= column.at <= line.end + NEAR
    return meets and column.start - NEAR <= line.at <= column.end + NEAR


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    xs, ys = _edges(down), _edges(across)[::-1]
    if len(xs) < 2 or not ys:
        return None
    open_below = _reach([rule.start for rule in down], ys[-1], -1)
    ys = [*_reach([rule.end for rule in down], ys[0], 1), *ys, *open_below]
    if len(ys) < 2:
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    owner = [[(row, column) for column in range(columns)] for row in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if column and not _drawn(down, xs[column], ys[row + 1], ys[row]):
                owner[row][column] = owner[row][column - 1]
            elif row and not _drawn(across, ys[row], xs[column], xs[column + 1]):
                owner[row][column] = owner[row - 1][column]
    return Grid(tuple(xs), tuple(ys), tuple(tuple(line) for line in owner), bool(open_below))


def _reach(ends: list[float], edge: float, way: int) -> list[float]:
    """Where columns run on beyond the outermost line, as they do in a row that a page cuts: their common end."""
    beyond = sorted((end for end in ends if (end - edge) * way > NEAR), key=lambda end: -end * way)
    return beyond[1:2]


def _edges(rules: list[Rule]) -> list[float]:
    edges: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not edges or at - edges[-1] > NEAR:
            edges.append(at)
    return edges


def _drawn(rules: list[Rule], at: float, start: float, end: float) -> bool:
    covered = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= NEAR)
    return covered >= COVERED * (end - start)
