"""What a sheet says of itself: how wide its columns are, which cells are merged, how far it reaches."""

from __future__ import annotations

import re

from lxml import etree

from promost.plans.reading.sources.xlsx.names import S, area_of
from promost.reports.into_source.splicing import Part
from promost.reports.into_source.xlsx.places import letters

WIDTHS = (34, 30)
"""The widths of the columns of fact and state, in characters."""
_BEFORE_MERGES = (
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
)
"""The parts of a sheet that the standard puts before its merged cells (ISO/IEC 29500-1, 18.3.1.99)."""


def add_merges(part: Part, areas: list[str]) -> None:
    """Add merged areas to the sheet's list, or begin the list."""
    if not areas:
        return
    p = _prefix(part)
    texts = "".join(f'<{p}mergeCell ref="{area}"/>' for area in areas)
    known = part.root.find(S + "mergeCells")
    if known is None:
        last = [each for each in part.root if each.tag in {S + name for name in _BEFORE_MERGES}][-1]
        part.insert(part.at(last).end, f'<{p}mergeCells count="{len(areas)}">{texts}</{p}mergeCells>')
        return
    part.append_in(known, texts)
    part.set(known, "count", str(len(known) + len(areas)))


def set_dimension(part: Part, column: int) -> None:
    """Let the sheet's dimension reach the last new column."""
    dimension = part.root.find(S + "dimension")
    if dimension is None:
        return
    top, left, bottom, right = area_of(dimension.get("ref", "A1"))
    area = f"{letters(left)}{top + 1}:{letters(max(right, column))}{bottom + 1}"
    part.set(dimension, "ref", area)


def set_widths(part: Part, column: int) -> None:
    """Give the new columns their widths; a span of columns that covers them is parted around them."""
    p = _prefix(part)
    first, last = column + 1, column + len(WIDTHS)
    ours = "".join(
        f'<{p}col min="{first + step}" max="{first + step}" width="{width}" customWidth="1"/>'
        for step, width in enumerate(WIDTHS)
    )
    columns = part.root.find(S + "cols")
    if columns is None:
        data = part.root.find(S + "sheetData")
        if data is not None:
            part.insert(part.at(data).start, f"<{p}cols>{ours}</{p}cols>")
        return
    spans = [each for each in columns if _ends(each)[1] >= first]
    if not spans:
        part.append_in(columns, ours)
    for place, each in enumerate(spans):
        _part_span(part, each, first, last, ours if place == 0 else "")


def _part_span(part: Part, span: etree._Element, first: int, last: int, ours: str) -> None:
    """What is left of a span on both sides of the columns ``first`` to ``last``, with ``ours`` between."""
    begins, ends = _ends(span)
    source = part.source(span)
    left = _as_span(source, begins, first - 1) if begins < first else ""
    right = _as_span(source, max(begins, last + 1), ends) if ends > last else ""
    where = part.at(span)
    if left + ours + right != source:
        part.replace(where.start, where.end, left + ours + right)


def _as_span(source: str, begins: int, ends: int) -> str:
    with_first = re.sub(r"""(\smin\s*=\s*["'])\d+""", rf"\g<1>{begins}", source)
    return re.sub(r"""(\smax\s*=\s*["'])\d+""", rf"\g<1>{ends}", with_first)


def _ends(span: etree._Element) -> tuple[int, int]:
    return int(span.get("min", "1")), int(span.get("max", "1"))


def _prefix(part: Part) -> str:
    return f"{part.root.prefix}:" if part.root.prefix else ""
