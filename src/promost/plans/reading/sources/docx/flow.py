"""The running text of a Word document: a paragraph as its reader sees it.

Pending insertions, moves to here and content controls count; pending deletions, moves from here, hidden text and the
placeholder of an empty content control do not, nor do words struck out beside others. What stands beside the flow
(text boxes, hidden and struck text) is collected.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from promost.plans.reading.sources.docx.names import MATH, MC, W, by_name, is_on, number, switch, value
from promost.plans.reading.sources.docx.numbering import Numbering
from promost.plans.reading.sources.docx.styles import Styles

_ARRIVED_MARKS, _GONE_MARKS = {"ins", "moveTo"}, {"del", "moveFrom"}
_ARRIVED, _GONE = {W + name for name in _ARRIVED_MARKS}, {W + name for name in _GONE_MARKS}
_THROUGH = {W + name for name in ("hyperlink", "smartTag", "fldSimple", "customXml", "dir", "bdo", "sdtContent")}
_SIGNS = {W + "tab": "\t", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad", W + "ptab": "\t"}
_PRIVATE = range(0xE000, 0xF900)


class Piece(NamedTuple):
    """A stretch of text with one look."""

    text: str
    bold: bool = False
    struck: bool = False


@dataclass(slots=True)
class Line:
    """A paragraph read: its text without its automatic number, and whether all that is printed is bold or struck.

    ``gone``: its end is a pending deletion, so an empty one leaves no line behind.
    """

    text: str = ""
    bold: bool = False
    struck: bool = False
    number: str = ""
    level: int = 0
    style: str = ""
    centred: bool = False
    tracked: bool = False
    gone: bool = False


class Flow:
    """Reads paragraphs in the order they stand (the numbering counts on). ``aside`` is text beside the flow."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self.aside: list[str] = []
        self.tracked = False
        self.hidden = False
        self.struck = False

    def line(self, paragraph: etree._Element) -> Line:
        """Read one ``w:p``."""
        properties = by_name(paragraph.find(W + "pPr"))
        style_id = value(properties.get("pStyle"))
        style = self._styles.of(style_id)
        line = Line(style=style.name, centred=style.centred)
        if "jc" in properties:
            line.centred = value(properties["jc"]) == "center"
        marks = by_name(properties.get("rPr"))
        line.gone = not marks.keys().isdisjoint(_GONE_MARKS)
        line.tracked = line.gone or not marks.keys().isdisjoint(_ARRIVED_MARKS)
        pieces = list(self._pieces(paragraph, line, style.bold))
        self.tracked = self.tracked or line.tracked
        self._fill(line, pieces)
        if not (line.gone and not line.text):
            self._count(line, properties.get("numPr"), style_id)
        return line

    def _fill(self, line: Line, pieces: list[Piece]) -> None:
        """Text and looks of a line. Words struck out beside others are a deletion made by hand."""
        printed = [piece for piece in pieces if piece.text.strip()]
        line.bold = bool(printed) and all(piece.bold for piece in printed)
        line.struck = bool(printed) and all(piece.struck for piece in printed)
        if not line.struck and any(piece.struck for piece in printed):
            self.leave_out("".join(piece.text for piece in pieces if piece.struck))
            line.tracked = True
            pieces = [piece for piece in pieces if not piece.struck]
        line.text = "".join([piece.text for piece in pieces])

    def leave_out(self, text: str) -> None:
        """Take struck text out of the flow."""
        self.struck = True
        self.aside.append(text)

    def _count(self, line: Line, own: etree._Element | None, style_id: str) -> None:
        num_id = value(own.find(W + "numId")) if own is not None else ""
        from_style = not num_id
        num_id = num_id or self._styles.of(style_id).numbering
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
        properties = by_name(run.find(W + "rPr"))
        text = "".join(self._signs(run, line))
        if "vanish" in properties and is_on(properties["vanish"]):
            self.hidden = True
            self.aside.append(text)
            return
        if "b" in properties:
            bold = is_on(properties["b"])
        elif "rStyle" in properties:
            bold = bold or self._styles.of(value(properties["rStyle"])).bold
        struck = any(is_on(properties[name]) for name in ("strike", "dstrike") if name in properties)
        yield Piece(text, bold, struck)

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
