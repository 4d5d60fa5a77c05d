"""Cells written into the XML of a sheet, with looks that the workbook already has."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from promost.plans.reading.sources.xlsx.names import TRUE, S
from promost.reports.into_source.characters import cell_text
from promost.reports.into_source.splicing import Part
from promost.reports.into_source.xlsx.places import cells_of, letters


class Wraps:
    """Which of the workbook's styles wrap a text inside its cell."""

    def __init__(self, styles: etree._Element | None) -> None:
        looks = styles.findall(f"{S}cellXfs/{S}xf") if styles is not None else []
        self._wrapping = {str(index) for index, each in enumerate(looks) if _wraps(each)}

    def lent(self, row: etree._Element, before: int) -> str:
        """The style a row lends to a new cell before the column ``before``: the nearest that wraps its text."""
        styles = [cell.get("s", "0") for column, cell in sorted(cells_of(row).items()) if column < before]
        wrapping = [style for style in styles if style in self._wrapping]
        return next(iter((wrapping or styles)[::-1]), "0")


def _wraps(look: etree._Element) -> bool:
    alignment = look.find(S + "alignment")
    return alignment is not None and alignment.get("wrapText", "").lower() in TRUE


class Cells:
    """Puts cells in their places in a sheet."""

    def __init__(self, part: Part, rows: Mapping[int, etree._Element]) -> None:
        self._part = part
        self._rows = rows
        self.prefix = f"{part.root.prefix}:" if part.root.prefix else ""

    def put(self, number: int, column: int, text: str, style: str) -> None:
        """Write a text at a place where nothing stands. An empty cell there is taken over."""
        row = self._rows[number]
        cells = cells_of(row)
        made = self._made(f"{letters(column)}{number}", text, style)
        if column in cells:
            where = self._part.at(cells[column])
            self._part.replace(where.start, where.end, made)
            return
        after = [cell for place, cell in sorted(cells.items()) if place > column]
        if after:
            self._part.insert(self._part.at(after[0]).start, made)
        else:
            self._part.append_in(row, made)

    def reach(self, number: int, column: int) -> None:
        """Let a row's hint of the columns it holds (``spans``) include one more."""
        first, _, last = self._rows[number].get("spans", "").partition(":")
        if last.isdecimal() and int(last) <= column:
            self._part.set(self._rows[number], "spans", f"{first}:{column + 1}")

    def _made(self, reference: str, text: str, style: str) -> str:
        p = self.prefix
        look = f' s="{style}"' if style != "0" else ""
        if not text:
            return f'<{p}c r="{reference}"{look}/>'
        said = f'<{p}is><{p}t xml:space="preserve">{cell_text(text)}</{p}t></{p}is>'
        return f'<{p}c r="{reference}"{look} t="inlineStr">{said}</{p}c>'
