"""The running text of a Word document: a paragraph as its reader sees it.

Pending insertions, moves to here and content controls count; pending deletions, moves from here, hidden text and the
placeholder of an empty content control do not. What stands beside the flow (text boxes, hidden text) is collected.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from promost.plans.reading.sources.docx.names import MATH, MC, W, number, switch, value
from promost.plans.reading.sources.docx.numbering import Numbering
from promost.plans.reading.sources.docx.styles import Styles

_ARRIVED = {W + "ins", W + "moveTo"}
_GONE = {W + "del", W + "moveFrom"}
_THROUGH = {W + name for name in ("hyperlink", "smartTag", "fldSimple", "customXml", "dir", "bdo", "sdtContent")}
_SIGNS = {W + "tab": "\t", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad", W + "ptab": "\t"}
_PRIVATE = range(0xE000, 0xF900)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one look."""

    text: str
    bold: bool = False
    struck: bool = False


@dataclass(slots=True)
class Line:
    """A paragraph read. ``gone``: its end is a pending deletion, so an empty one leaves no line behind."""

    pieces: list[Piece] = field(default_factory=list)
    number: str = ""
    level: int = 0
    style: str = ""
    centred: bool = False
    tracked: bool = False
    gone: bool = False

    @property
    def text(self) -> str:
        """The text without its automatic number."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def bold(self) -> bool:
        """True where all that is printed is bold."""
        printed = [piece.bold for piece in self.pieces if piece.text.strip()]
        return bool(printed) and all(printed)

    @property
    def struck(self) -> bool:
        """True where all that is printed is struck through."""
        printed = [piece.struck for piece in self.pieces if piece.text.strip()]
        return bool(printed) and all(printed)


class Flow:
    """Reads paragraphs in the order they stand (the numbering counts on). ``aside`` is text beside the flow."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self.aside: list[str] = []
        self.tracked = False
        self.hidden = False

    def line(self, paragraph: etree._Element, counted: bool = True) -> Line:
        """Read one ``w:p``; ``counted`` is False for a paragraph that the numbering passes over."""
        properties = paragraph.find(W + "pPr")
        style_id = value(properties.find(W + "pStyle")) if properties is not None else ""
        line = Line(style=self._styles.name(style_id), centred=self._centred(properties, style_id))
        self._mark_of_end(line, properties)
        bold = self._styles.switch(style_id, "b")
        line.pieces = list(self._pieces(paragraph, line, bold))
        if counted and not (line.gone and not line.text):
            self._count(line, properties, style_id)
        self.tracked = self.tracked or line.tracked
        return line

    def _mark_of_end(self, line: Line, properties: etree._Element | None) -> None:
        marks = properties.find(W + "rPr") if properties is not None else None
        if marks is not None:
            line.gone = any(marks.find(name) is not None for name in _GONE)
            line.tracked = line.gone or any(marks.find(name) is not None for name in _ARRIVED)

    def _centred(self, properties: etree._Element | None, style_id: str) -> bool:
        own = properties.find(W + "jc") if properties is not None else None
        found = own if own is not None else self._styles.paragraph_property(style_id, "jc")
        return value(found) == "center"

    def _count(self, line: Line, properties: etree._Element | None, style_id: str) -> None:
        own = properties.find(W + "numPr") if properties is not None else None
        num_id = value(own.find(W + "numId")) if own is not None else ""
        from_style = not num_id
        num_id = num_id or self._styles.numbering(style_id)
        if not num_id or num_id == "0":
            return
        own_level = value(own.find(W + "ilvl")) if own is not None else ""
        inherited = self._numbering.level_of_style(num_id, style_id) if from_style else 0
        line.level = number(own_level, inherited, 8)
        line.number = self._numbering.next(num_id, line.level)

    def _pieces(self, parent: etree._Element, line: Line, bold: bool) -> Iterator[Piece]:
        for child in parent:
            if child.tag == W + "r":
                yield from self._run(child, line, bold)
            elif child.tag in _ARRIVED:
                line.tracked = True
                yield from self._pieces(child, line, bold)
            elif child.tag in _GONE:
                line.tracked = True
            elif child.tag in _THROUGH or (child.tag == W + "sdt" and not is_placeholder(child)):
                yield from self._pieces(child, line, bold)
            elif child.tag == MC + "AlternateContent":
                yield from self._pieces(chosen(child), line, bold)
            elif str(child.tag).startswith(MATH):
                yield Piece("".join(text.text or "" for text in child.iter(MATH + "t")), bold)

    def _run(self, run: etree._Element, line: Line, bold: bool) -> Iterator[Piece]:
        properties = run.find(W + "rPr")
        style_id = value(properties.find(W + "rStyle")) if properties is not None else ""
        own = switch(properties, "b")
        if own is None:
            own = bold or (bool(style_id) and self._styles.switch(style_id, "b"))
        text = "".join(self._signs(run, line))
        if switch(properties, "vanish"):
            self.hidden = True
            self.aside.append(text)
            return
        struck = bool(switch(properties, "strike") or switch(properties, "dstrike"))
        yield Piece(text, own, struck)

    def _signs(self, run: etree._Element, line: Line) -> Iterator[str]:
        for child in run:
            if child.tag == W + "t":
                yield (child.text or "").replace("\n", " ")
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag]
            elif child.tag == W + "br":
                yield "" if value(child, "type") in {"page", "column"} else "\n"
            elif child.tag == W + "sym":
                yield _symbol(value(child, "char"))
            elif child.tag == W + "ruby":
                base = child.find(W + "rubyBase")
                yield from (piece.text for piece in self._pieces(base, line, False)) if base is not None else ()
            elif child.tag == MC + "AlternateContent":
                yield from self._signs(chosen(child), line)
            elif child.tag in {W + "drawing", W + "pict", W + "object"}:
                self._text_boxes(child)

    def _text_boxes(self, drawing: etree._Element) -> None:
        for box in drawing.iter(W + "txbxContent"):
            # Boxes may be nested without end, so their paragraphs are read plainly and not as a flow of their own.
            lines = ["".join(text.text or "" for text in one.iter(W + "t")) for one in box.iter(W + "p")]
            self.aside.append("\n".join(line for line in lines if line.strip()))


def is_placeholder(control: etree._Element) -> bool:
    """True for a content control that shows only its prompt ("click to enter a date"): nobody has filled it in."""
    return bool(switch(control.find(W + "sdtPr"), "showingPlcHdr"))


def chosen(alternatives: etree._Element) -> etree._Element:
    """The one branch of ``mc:AlternateContent`` that counts: the others say the same for older programs."""
    choice = alternatives.find(MC + "Choice")
    fallback = alternatives.find(MC + "Fallback")
    if choice is not None:
        return choice
    return fallback if fallback is not None else alternatives


def _symbol(code: str) -> str:
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    return "" if point in _PRIVATE or point > 0xFFFF or 0xD800 <= point < 0xE000 else chr(point)
