"""Changing a few bytes of an XML part and none of the others.

A part that is parsed and written anew comes back with other quotes, other prefixes, other declarations. Here the part
stays the bytes it was: the tree only tells where an element stands, and texts are spliced in at those places.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.parsers import expat

from lxml import etree

from promost.kit.uploads import Refused
from promost.kit.uploads.xml import as_plain_bytes, refuse_doctype

_OPENING = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(/?)>""")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


class Stretch(NamedTuple):
    """Where an element stands, in bytes: its opening tag is [start, inner), its closing tag [close, end).

    ``single``: it is written as one tag, ``<a/>``; then inner, close and end are the same.
    """

    start: int
    inner: int
    close: int
    end: int
    single: bool


class Part:
    """An XML part: ``root`` to look at, ``data`` to change. Raises Refused BROKEN_XML, DOCTYPE."""

    def __init__(self, data: bytes, root: etree._Element) -> None:
        self.data = as_plain_bytes(data)
        refuse_doctype(self.data)
        self.root = root
        declared = _DECLARED.match(self.data[:400])
        self._encoding = declared.group(1).decode() if declared else "utf-8"
        self._order = {element: place for place, element in enumerate(root.iter(etree.Element))}
        self._stretches = _stretches(self.data)
        if len(self._order) != len(self._stretches):
            raise Refused("BROKEN_XML")
        self._edits: list[tuple[int, int, bytes]] = []

    def at(self, element: etree._Element) -> Stretch:
        """Where the element stands."""
        return self._stretches[self._order[element]]

    def place(self, element: etree._Element) -> int:
        """The element's turn in the order of the document."""
        return self._order[element]

    def source(self, element: etree._Element) -> str:
        """The element as it is written in the part."""
        where = self.at(element)
        return self.data[where.start : where.end].decode(self._encoding)

    def insert(self, at: int, text: str) -> None:
        """Put XML before the byte ``at``; insertions at one place keep the order in which they were made."""
        self.replace(at, at, text)

    def replace(self, start: int, end: int, text: str) -> None:
        """Put XML in place of the bytes [start, end)."""
        self._edits.append((start, end, text.encode(self._encoding, "xmlcharrefreplace")))

    def append_in(self, element: etree._Element, text: str) -> None:
        """Put XML at the end of an element, opening it where it is written as one tag."""
        where = self.at(element)
        if not where.single:
            self.insert(where.close, text)
            return
        name = re.match(rb"<([^\s/>]+)", self.data[where.start : where.end])
        closing = name.group(1).decode() if name else ""
        slash = self.data.rindex(b"/", where.start, where.end)
        self.replace(slash, where.end, f">{text}</{closing}>")

    def set(self, element: etree._Element, attribute: str, value: str) -> None:
        """Give an attribute that the element already has another value; by its name without a prefix."""
        where = self.at(element)
        pattern = rb"\s(?:[\w.\-]+:)?" + attribute.encode() + rb"""\s*=\s*("[^"]*"|'[^']*')"""
        found = re.compile(pattern).search(self.data, where.start, where.inner)
        if found is not None:
            self.replace(found.start(1) + 1, found.end(1) - 1, value)

    def remove(self, element: etree._Element) -> None:
        """Take an element out."""
        where = self.at(element)
        self.replace(where.start, where.end, "")

    def changed(self) -> bytes:
        """The part with all changes made."""
        pieces: list[bytes] = []
        at = 0
        for start, end, text in sorted(self._edits, key=lambda edit: (edit[0], edit[1])):
            pieces += [self.data[at:start], text]
            at = end
        return b"".join([*pieces, self.data[at:]])


def _stretches(data: bytes) -> list[Stretch]:
    """Where each element stands, in the order in which they open."""
    found: list[Stretch | None] = []
    opened: list[tuple[int, Stretch]] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        opening = _OPENING.match(data, parser.CurrentByteIndex)
        if opening is None:
            raise Refused("BROKEN_XML")
        inner = opening.end()
        opened.append((len(found), Stretch(opening.start(), inner, inner, inner, opening.group(1) == b"/")))
        found.append(None)

    def end(name: str) -> None:
        place, stretch = opened.pop()
        if not stretch.single:
            close = parser.CurrentByteIndex
            stretch = stretch._replace(close=close, end=data.index(b">", close) + 1)
        found[place] = stretch

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Refused("BROKEN_XML") from error
    return [stretch for stretch in found if stretch is not None]
