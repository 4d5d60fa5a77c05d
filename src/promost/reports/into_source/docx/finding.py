"""The tables of a body under the numbers by which the reader calls them."""

from __future__ import annotations

from lxml import etree

from promost.plans.reading.sources.docx.blocks import children
from promost.plans.reading.sources.docx.names import W


def tables_of(body: etree._Element) -> dict[int, etree._Element]:
    """Each ``w:tbl`` by its index: the body's own in order, then those that stand inside frame tables."""
    own = list(children(body, "tbl"))
    inner = [table for outer in own for table in _inner(outer)]
    return dict(enumerate([*own, *inner]))


def _inner(outer: etree._Element) -> list[etree._Element]:
    """Tables inside a frame: one of at most two columns that holds tables of more than two."""
    frame = _columns(outer) <= 2
    found: list[etree._Element] = []
    for row in children(outer, "tr"):
        for cell in children(row, "tc"):
            for table in children(cell, "tbl"):
                found.extend(_inner(table))
                if frame and len(list(children(table, "tr"))) > 1 and _columns(table) > 2:
                    found.append(table)
    return found


def _columns(table: etree._Element) -> int:
    return max((sum(1 for _ in children(row, "tc")) for row in children(table, "tr")), default=0)


def prefix_of(element: etree._Element) -> str:
    """The prefix that stands for Word's namespace in the part ("w" nearly always)."""
    names = {uri: prefix for prefix, uri in element.nsmap.items() if prefix}
    return names.get(W[1:-1], "w")
