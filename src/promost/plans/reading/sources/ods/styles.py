"""Looks of an OpenDocument workbook: styles of cells, rows and sheets, each with those it builds on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from promost.plans.reading.sources.ods.names import FO, STYLE, TABLE

_PLAIN = {"", "transparent", "#ffffff"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is shown."""

    bold: bool = False
    struck: bool = False
    filled: bool = False


class Styles:
    """The styles of content.xml and styles.xml by family and name."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._looks: dict[str, Look] = {}
        for root in roots:
            for style in root.iter(STYLE + "style"):
                self._styles[style.get(STYLE + "family", ""), style.get(STYLE + "name", "")] = style

    def look(self, name: str) -> Look:
        """The look of cells with the style ``name``."""
        if name not in self._looks:
            self._looks[name] = Look(
                bold=self._attribute("table-cell", name, "text-properties", FO + "font-weight") == "bold",
                struck=self._attribute("table-cell", name, "text-properties", STYLE + "text-line-through-style")
                not in {"", "none"},
                filled=self._attribute("table-cell", name, "table-cell-properties", FO + "background-color").lower()
                not in _PLAIN,
            )
        return self._looks[name]

    def hides_sheet(self, name: str) -> bool:
        """Whether sheets with the style ``name`` are hidden."""
        return self._attribute("table", name, "table-properties", TABLE + "display") == "false"

    def _attribute(self, family: str, name: str, properties: str, attribute: str) -> str:
        for style in self._chain(family, name):
            for found in style.iterfind(STYLE + properties):
                if found.get(attribute):
                    return str(found.get(attribute))
        return ""

    def _chain(self, family: str, name: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while (family, name) in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[family, name]
            name = self._styles[family, name].get(STYLE + "parent-style-name", "")
