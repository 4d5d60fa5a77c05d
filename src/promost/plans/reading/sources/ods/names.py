"""Names of OpenDocument, and how repetitions are counted."""

from __future__ import annotations

from lxml import etree

_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE = _SPACE % "office"
TABLE = _SPACE % "table"
TEXT = _SPACE % "text"
STYLE = _SPACE % "style"
FO = _SPACE % "xsl-fo-compatible"


def repeated(element: etree._Element, attribute: str, limit: int) -> int:
    """How often a row or cell stands one after another: at least once, at most ``limit`` times."""
    text = element.get(TABLE + attribute, "1")
    return max(1, min(int(text), limit)) if text.isdecimal() and len(text) < 10 else 1
