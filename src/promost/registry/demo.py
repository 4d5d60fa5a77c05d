"""The registry's part of the demonstration: the built-in lists. Organisations come with the programmes they are in."""

from __future__ import annotations

from promost.kit import access
from promost.registry import actions


def load() -> None:
    """Put the built-in lists in place; a second call changes nothing."""
    actions.load_built_in(access.operator())
