"""Names of places in a sheet. Columns count from 0, rows from 1, as the file and its reader have them."""

from __future__ import annotations

from lxml import etree

from promost.plans.reading.sources.xlsx.names import S, area_of, place_of


def letters(column: int) -> str:
    """A column's letters: 0 → "A", 27 → "AB"."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def rows_of(sheet: etree._Element) -> dict[int, etree._Element]:
    """The rows of a sheet by their number."""
    found: dict[int, etree._Element] = {}
    last = 0
    for row in sheet.iterfind(f"{S}sheetData/{S}row"):
        given = row.get("r", "")
        last = int(given) if given.isdecimal() else last + 1
        found[last] = row
    return found


def cells_of(row: etree._Element) -> dict[int, etree._Element]:
    """The cells of a row by their column."""
    found: dict[int, etree._Element] = {}
    last = -1
    for cell in row.iterfind(S + "c"):
        reference = cell.get("r")
        last = place_of(reference)[1] if reference else last + 1
        found[last] = cell
    return found


def is_blank(cell: etree._Element) -> bool:
    """Whether a cell holds nothing but its looks."""
    return all(cell.find(S + name) is None for name in ("v", "f", "is"))


def right_edge(sheet: etree._Element, first: int, last: int) -> int:
    """The last column in which rows ``first`` to ``last`` hold anything, merged areas included; -1 for none."""
    rows = rows_of(sheet)
    edge = -1
    for number in range(first, last + 1):
        cells = cells_of(rows[number]) if number in rows else {}
        edge = max([edge, *(column for column, cell in cells.items() if not is_blank(cell))])
    for merge in sheet.iterfind(f"{S}mergeCells/{S}mergeCell"):
        top, _, bottom, right = area_of(merge.get("ref", ""))
        if top < last and bottom + 1 >= first:
            edge = max(edge, right)
    return edge
