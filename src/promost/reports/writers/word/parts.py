"""What python-docx has no word for: a repeated heading, a shaded cell, a field, fixed widths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length


def repeat(row: Any) -> None:
    """Let a row head every page of its table."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    properties.append(OxmlElement("w:tblHeader"))


def shade(cell: Any, colour: str) -> None:
    """Fill a cell; the colour is six hexadecimal digits."""
    fill = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        fill.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(fill)


def widths(table: Any, given: Sequence[Length]) -> None:
    """Fix the widths of columns, in every row that has them all."""
    table.autofit = False
    for column, width in zip(table.columns, given, strict=True):
        column.width = width
    for row in table.rows:
        cells = row._tr.tc_lst
        for cell, width in zip(cells, given, strict=False):
            cell.width = width if len(cells) == len(given) else Length(sum(given))


def keep_with_next(paragraph: Any) -> None:
    """Keep a paragraph on the page of what follows it."""
    paragraph.paragraph_format.keep_with_next = True


def field(paragraph: Any, code: str) -> None:
    """Put a field, such as the number of the page, at the end of a paragraph."""
    made = OxmlElement("w:fldSimple")
    made.set(qn("w:instr"), code)
    paragraph._p.append(made)
