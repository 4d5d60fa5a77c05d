"""A number format taken apart: its sections by sign, and the signs of one section."""

from __future__ import annotations

import re
from functools import lru_cache

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"?
    | \\(?P<escaped>.)
    | _(?P<skipped>.)
    | \*(?P<filled>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<semicolon>;)
    | (?P<ampm>AM/PM|A/P)
    | (?P<letters>[yYmMdDhHsSgGeEbB]+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
Token = tuple[str, str]
"""The kind of a sign ("literal", "bracket", "letters", "ampm", "other") and the sign."""


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[tuple[Token, ...], ...]:
    """The sections of ``code`` (positive; negative; zero; text), each as its tokens. Sections stand between ";"."""
    parts: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code[:300]):
        kind, sign = str(match.lastgroup), match.group(match.lastgroup or 0)
        if kind == "semicolon":
            parts.append([])
        elif kind in {"quoted", "escaped"}:
            parts[-1].append(("literal", sign))
        elif kind == "skipped":
            parts[-1].append(("literal", " "))
        elif kind == "bracket":
            parts[-1].append(("bracket", sign))
        elif kind != "filled":
            parts[-1].append((kind, sign))
    return tuple(tuple(part) for part in parts)


def currency(bracket: str) -> str:
    """What a bracket prints: "$₽-419" → "₽", "$-419" and "Red" → ''."""
    return bracket[1:].split("-", 1)[0] if bracket.startswith("$") else ""
