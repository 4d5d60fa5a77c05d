"""Styles of a Word document: what a paragraph inherits through the chain of ``basedOn``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from promost.plans.reading.sources.docx.names import W, switch, value


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, itself or through those it is based on. ``numbering`` is the list (numId) it belongs to."""

    name: str
    bold: bool = False
    centred: bool = False
    numbering: str = ""


class Styles:
    """The styles of styles.xml by their ids. Without the part every style is plain."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str, Style] = {}
        self._default = ""
        for style in root.iter(W + "style") if root is not None else ():
            self._elements[value(style, "styleId")] = style
            if value(style, "type") == "paragraph" and value(style, "default") in {"1", "true", "on"}:
                self._default = value(style, "styleId")

    def of(self, style_id: str) -> Style:
        """The style with that id; the document's default one where the id is empty."""
        if style_id not in self._known:
            self._known[style_id] = self._read(style_id or self._default)
        return self._known[style_id]

    def _read(self, style_id: str) -> Style:
        element = self._elements.get(style_id)
        if element is None:
            return Style(style_id)
        bold = (switch(style.find(W + "rPr"), "b") for style in self._chain(style_id))
        numbered = self._nearest(style_id, "numPr")
        return Style(
            name=value(element.find(W + "name")),
            bold=next((found for found in bold if found is not None), False),
            centred=value(self._nearest(style_id, "jc")) == "center",
            numbering=value(numbered.find(W + "numId")) if numbered is not None else "",
        )

    def _nearest(self, style_id: str, name: str) -> etree._Element | None:
        """The nearest paragraph property of that name in the chain."""
        found = (style.find(f"{W}pPr/{W}{name}") for style in self._chain(style_id))
        return next((element for element in found if element is not None), None)

    def _chain(self, style_id: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style_id in self._elements and style_id not in seen:
            seen.add(style_id)
            yield self._elements[style_id]
            style_id = value(self._elements[style_id].find(W + "basedOn"))
