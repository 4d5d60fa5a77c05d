"""The question "may he?", asked by actions of rooms that stand below the accounts.

Rules of access are gathered by the accounts, who tell the kit at start how a question is answered (`register`). Until
somebody has told, everything is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Checker = Callable[[Any, str, Any], bool]
"""(who acts, the permission's name, the thing it is asked for or None) → whether a rule grants it."""

_checkers: list[Checker] = []


class Refused(Exception):
    """No rule grants this; ``permission`` names what was asked. Pages answer 403, commands say it."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


def register(checker: Checker) -> None:
    """Tell who answers; a later word replaces the earlier one."""
    _checkers[:] = [checker]


def may(doer: object, permission: str, thing: object = None) -> bool:
    """Tell whether ``doer`` (an actor of the accounts) may do what ``permission`` names to ``thing``."""
    return any(checker(doer, permission, thing) for checker in _checkers)


def require(doer: object, permission: str, thing: object = None) -> None:
    """Raise Refused unless ``doer`` may."""
    if not may(doer, permission, thing):
        raise Refused(permission)
