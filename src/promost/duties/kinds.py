"""How kinds of duties are put into words, and where a duty is done. A room tells it when its app is ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from promost.kit.refs import Ref

Where = Callable[[Ref], str]
"""Origin → the address of the page on which the duty is done; asks the database nothing."""
Part = Callable[[str], str]
"""A duty's part → what it is called: "for the third quarter"; "" for one that needs no words."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is to be done, in the reader's language, and where; ``where`` None leads to the origin's own page.

    ``part`` tells several duties from one origin apart in words, where their day alone does not.
    """

    label: Any
    where: Where | None = None
    part: Part | None = None


_kinds: dict[str, Kind] = {}


def register(kind: str, label: Any, where: Where | None = None, part: Part | None = None) -> None:
    """Tell the words of ``kind`` ("progress.measure"): a text translated when it is shown; a later word replaces it."""
    _kinds[kind] = Kind(label, where, part)


def of(kind: str) -> Kind | None:
    """Return what was told of a kind; None when nobody did."""
    return _kinds.get(kind)


def label(kind: str) -> Any:
    """Return the words of a kind, or its code where nobody told any."""
    known = of(kind)
    return known.label if known else kind
