"""What stands one under another in a body or a cell: paragraphs and tables, whatever they are wrapped in."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from promost.plans.reading.sources.docx.flow import chosen, is_placeholder
from promost.plans.reading.sources.docx.names import MC, W

_WRAPS = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}


def children(parent: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements called one of ``names`` ("p", "tbl", "tr", "tc") under ``parent``, through its wrappings.

    A content control that shows only its prompt is passed over, except that its rows and cells keep their places.
    """
    wanted = {W + name for name in names}
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag == W + "sdt" and is_placeholder(child) and "p" in names:
            yield from ()
        elif child.tag in _WRAPS:
            yield from children(child, *names)
        elif child.tag == MC + "AlternateContent":
            yield from children(chosen(child), *names)


def stands_in_placeholder(cell: etree._Element) -> bool:
    """True for a cell that a content control wraps and fills with nothing but its prompt."""
    content = cell.getparent()
    control = content.getparent() if content is not None else None
    return control is not None and control.tag == W + "sdt" and is_placeholder(control)
