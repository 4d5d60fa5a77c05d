"""Styles of a Word document: what a paragraph inherits through the chain of ``basedOn``."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from promost.plans.reading.sources.docx.names import W, switch, value


class Styles:
    """The styles of styles.xml by their ids. Without the part every question has an empty answer."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        for style in root.iter(W + "style") if root is not None else ():
            self._styles[value(style, "styleId")] = style
            if value(style, "type") == "paragraph" and value(style, "default") in {"1", "true", "on"}:
                self._default = value(style, "styleId")

    def name(self, style_id: str) -> str:
        """The style's name as the word processor shows it ("heading 1"); the id itself where it is unknown."""
        style = self._styles.get(style_id or self._default)
        return value(style.find(W + "name")) if style is not None else style_id

    def switch(self, style_id: str, name: str) -> bool:
        """Whether the style or one it is based on turns a property of its runs on, such as "b" or "vanish"."""
        for style in self._chain(style_id or self._default):
            found = switch(style.find(W + "rPr"), name)
            if found is not None:
                return found
        return False

    def paragraph_property(self, style_id: str, name: str) -> etree._Element | None:
        """The nearest paragraph property of that name in the chain, such as "jc" or "numPr"."""
        for style in self._chain(style_id or self._default):
            found = style.find(f"{W}pPr/{W}{name}")
            if found is not None:
                return found
        return None

    def numbering(self, style_id: str) -> str:
        """The list (numId) that the style puts its paragraphs into; empty where none."""
        numbered = self.paragraph_property(style_id, "numPr")
        return value(numbered.find(W + "numId")) if numbered is not None else ""

    def _chain(self, style_id: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            yield self._styles[style_id]
            style_id = value(self._styles[style_id].find(W + "basedOn"))
