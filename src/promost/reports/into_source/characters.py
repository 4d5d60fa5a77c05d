"""Text as XML takes it."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
LONGEST = 32_000
"""A cell of a sheet holds 32 767 characters."""


def plain(text: str) -> str:
    """Text as XML: escaped, without the characters that XML cannot hold."""
    return escape(_FORBIDDEN.sub("", text))


def cell_text(text: str) -> str:
    """Text for a cell of a sheet, where ``_x0041_`` would be read as a letter."""
    return _LOOKS_ESCAPED.sub("_x005F_", plain(text[:LONGEST]))
