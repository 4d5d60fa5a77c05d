"""The question "may he?", asked by actions of rooms that stand below the accounts.

Rules of access are gathered by the accounts, who tell the kit at start how a question is answered (`register`). Until
somebody has told, everything is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from promost.kit.history import Doer

Checker = Callable[[Any, str, Any], bool]
"""(who acts, the permission's name, the thing it is asked for or None) → whether a rule grants it."""

_checkers: list[Checker] = []
_operators: list[Doer] = []


class Refused(Exception):
    """No rule grants this; ``permission`` names what was asked. Pages answer 403, commands say it."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


def register(checker: Checker, operator: Doer) -> None:
    """Tell who answers, and who the installation's own operator is; a later word replaces the earlier one."""
    _checkers[:] = [checker]
    _operators[:] = [operator]


def operator() -> Doer:
    """Return whoever acts at the command line: the installation itself. Raises LookupError before anybody has told."""
    if not _operators:
        raise LookupError("the accounts have not said who the operator is")
    return _operators[0]


def may(doer: object, permission: str, thing: object = None) -> bool:
    """Tell whether ``doer`` (an actor of the accounts) may do what ``permission`` names to ``thing``."""
    return any(checker(doer, permission, thing) for checker in _checkers)


def require(doer: object, permission: str, thing: object = None) -> None:
    """Raise Refused unless ``doer`` may."""
    if not may(doer, permission, thing):
        raise Refused(permission)
