"""Addresses of pages in a cell."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

_HREF = re.compile(r"""href\s*=\s*["']([^"'<>]+)["']""", re.IGNORECASE)
_PARTED = re.compile(r"[\s;]+|,(?=\s|https?:)")
_TRAILING = ".,;:)»\"'"
LONGEST = 1000
"""No page has a longer address here."""


def read_links(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses of a cell, each once, and the pieces that are none. Entities are decoded ("&amp;")."""
    decoded = _unescaped(" ".join(_HREF.findall(text)) or re.sub(r"<[^>]*>", " ", text))
    pieces = [piece.strip("<>()\"'«»").rstrip(_TRAILING) for piece in _PARTED.split(decoded)]
    told = [piece for piece in dict.fromkeys(pieces) if piece]
    return tuple(piece for piece in told if is_link(piece)), tuple(piece for piece in told if not is_link(piece))


def is_link(text: str) -> bool:
    """Whether a text is the address of a page that a browser may open: http or https, with a host."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in host.strip(".") and len(text) <= LONGEST


def _unescaped(text: str) -> str:
    return html.unescape(text) if "&" in text else text
