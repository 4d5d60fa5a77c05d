"""What a direction shows on somebody's desk: cards, each a few lines that open to where they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from promost.kit.moments import Moment


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card: what it is, its value as text, and where it opens ("" for nowhere)."""

    label: Any
    value: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A card of a desk. ``note`` says in a sentence what stands behind the lines, or why there are none."""

    title: Any
    lines: tuple[Line, ...] = ()
    note: Any = ""
    url: str = ""


Cards = Callable[[Any, Any, Moment], Sequence[Card]]
"""A direction's ``cards``: (user, subject, moment) → cards. The subject is a Region or an Organisation."""
