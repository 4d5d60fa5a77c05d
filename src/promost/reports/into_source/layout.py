"""What every line of a document's tables is, as the reader of plans understands it: heading, measure, or else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from promost.kit.text import clean
from promost.plans.reading.document import Document, Table
from promost.plans.reading.draft import Place, PlanDraft
from promost.reports.into_source.marks import What, own_columns
from promost.reports.into_source.shapes import Spot


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure or a target in a table: its lines by the source's own index, and where its entry was given."""

    rows: tuple[int, ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class Layout:
    """A table that gains columns. Rows are the source's own indices, columns those of the grid.

    ``headings`` are groups of heading lines that stand together (a table may repeat its heading); ``numbers`` are lines
    that number the columns, with the last number; ``own`` the columns that the document itself left for this.
    """

    table: Table
    headings: tuple[tuple[int, ...], ...]
    numbers: Mapping[int, int]
    units: tuple[Unit, ...]
    own: Mapping[int, What]
    merges: bool
    """Whether cells of the heading run over its lines; the new ones then do as well."""

    @property
    def appends(self) -> int:
        """How many columns are added."""
        return 0 if self.own else 2


def layouts(document: Document, draft: PlanDraft, spots: Iterable[Spot]) -> list[Layout]:
    """The tables of the document in which any of the spots stands, each with what its lines are."""
    wanted = set(spots)
    tables = {block.index: block for block in document.blocks if isinstance(block, Table)}
    lines = _lines(draft)
    known = {spot.index for spot in wanted if spot.part == _part(tables.get(spot.index))}
    found = [_layout(tables[index], lines, draft, wanted) for index in sorted(known)]
    return [layout for layout in found if layout.units and not _is_card(layout)]


def _is_card(layout: Layout) -> bool:
    """Whether the whole table is one measure, a field in each line: there is no row beside which to write."""
    return not layout.headings and len(layout.units) == 1 and len(layout.units[0].rows) == len(layout.table.rows)


def _part(table: Table | None) -> str:
    if table is None:
        return ""
    return "sheet" if table.is_sheet else "table"


def _lines(draft: PlanDraft) -> dict[Spot, tuple[Place, ...]]:
    """Where each measure and each target begins, and the further lines it was read from."""
    measures = {spot: row.places for row in draft.rows if (spot := spot_of(row.place))}
    return measures | {spot: () for target in draft.targets if (spot := spot_of(target.place))}


def spot_of(place: Place) -> Spot | None:
    """The row of a table that a place names; None for a paragraph or the document as a whole."""
    if place.part not in {"table", "sheet"} or place.index is None or place.row is None:
        return None
    return Spot(place.part, place.index, place.row)


def _layout(table: Table, lines: Mapping[Spot, tuple[Place, ...]], draft: PlanDraft, wanted: set[Spot]) -> Layout:
    at = {source: row for row, source in enumerate(table.rows)}
    spots = sorted(spot for spot in wanted & lines.keys() if spot.index == table.index and spot.row in at)
    starts = {spot.row for spot in spots}
    whole = {source for source in table.rows if _is_whole(table, at[source])}
    units = tuple(Unit(_run(spot, lines.get(spot, ()), starts | whole), spot) for spot in spots)
    heads = sorted(place.row for place in _headings(draft) if place.index == table.index and place.row in at)
    numbers = {row: last for row in heads if (last := _last_number(table, at[row]))}
    groups = _groups([row for row in heads if row not in numbers])
    own = own_columns(table, [at[row] for group in groups for row in group], [at[unit.rows[0]] for unit in units])
    merges = any(cell and cell.row_span > 1 for group in groups for row in group for cell in table.grid[at[row]])
    return Layout(table, groups, numbers, units, own, merges)


def _is_whole(table: Table, row: int) -> bool:
    """Whether a line is one cell merged across the table."""
    first = table.grid[row][0]
    return first is not None and first.column_span >= len(table.grid[row]) > 1


def _headings(draft: PlanDraft) -> list[Place]:
    return [each.place for each in draft.remainder if each.reason == "header" and each.place.part in {"table", "sheet"}]


def _run(spot: Spot, further: tuple[Place, ...], ends: set[int]) -> tuple[int, ...]:
    """The lines of one unit that stand one under another, so that a merged cell can run along them."""
    more = {place.row for place in further if (place.part, place.index) == (spot.part, spot.index)}
    rows = [spot.row]
    while rows[-1] + 1 in more and rows[-1] + 1 not in ends:
        rows.append(rows[-1] + 1)
    return tuple(rows)


def _groups(rows: list[int]) -> tuple[tuple[int, ...], ...]:
    groups: list[tuple[int, ...]] = []
    for row in rows:
        if groups and groups[-1][-1] + 1 == row:
            groups[-1] = (*groups[-1], row)
        else:
            groups.append((row,))
    return tuple(groups)


def _last_number(table: Table, row: int) -> int:
    """The last of the numbers 1, 2, 3 … that a line gives its columns; 0 for a line that says anything else."""
    cells = {id(cell): cell for cell in table.grid[row] if cell is not None and cell.text.strip()}
    texts = [clean(cell.text).rstrip(".") for cell in cells.values()]
    if len(texts) < 2 or texts != [str(number) for number in range(1, len(texts) + 1)]:
        return 0
    return len(texts)
