"""How a new cell looks: as its neighbour on the left does, and never with a number, a mark or a merge of its own."""

from __future__ import annotations

from lxml import etree

from promost.plans.reading.sources.docx.names import W
from promost.reports.into_source.docx.rows import Row
from promost.reports.into_source.splicing import Part

_CELL = ("tcBorders", "shd", "tcMar", "textDirection", "vAlign")
_PARAGRAPH = ("pStyle", "spacing", "jc")
_RUN = ("rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "lang")


class Looks:
    """The looks that a row's cells lend to new ones, as XML of the part itself."""

    def __init__(self, part: Part, row: Row, prefix: str) -> None:
        cells = [covering.cell for covering in reversed(row.cells)]
        self._part = part
        self.cell = self._copied(cells[0].find(W + "tcPr") if cells else None, _CELL)
        paragraphs = [paragraph for cell in cells if (paragraph := cell.find(W + "p")) is not None]
        spoken = next((each for each in paragraphs if _run(each) is not None), paragraphs[0] if paragraphs else None)
        self.paragraph = self._paragraph(spoken, prefix)
        self.run = self._copied(_properties(spoken), _RUN)

    def _paragraph(self, paragraph: etree._Element | None, prefix: str) -> str:
        """A style may number its paragraphs; a new one must not count."""
        properties = paragraph.find(W + "pPr") if paragraph is not None else None
        style = self._copied(properties, _PARAGRAPH[:1])
        plain = f'<{prefix}:numPr><{prefix}:numId {prefix}:val="0"/></{prefix}:numPr>' if style else ""
        return style + plain + self._copied(properties, _PARAGRAPH[1:])

    def _copied(self, properties: etree._Element | None, names: tuple[str, ...]) -> str:
        if properties is None:
            return ""
        found = [child for child in properties if child.tag in {W + name for name in names}]
        return "".join(self._part.source(child) for child in found)


def _run(paragraph: etree._Element) -> etree._Element | None:
    return paragraph.find(W + "r")


def _properties(paragraph: etree._Element | None) -> etree._Element | None:
    """How the text of a paragraph looks: as its first run does, or as its end mark."""
    if paragraph is None:
        return None
    run = _run(paragraph)
    return run.find(W + "rPr") if run is not None else paragraph.find(f"{W}pPr/{W}rPr")
