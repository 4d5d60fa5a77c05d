"""What rooms above do when a person is erased: a plain list, called inside the same transaction.

A floor above cannot be called from here by name; it registers itself when its app is ready.
"""

from __future__ import annotations

from collections.abc import Callable

from promost.accounts.models import User

Callback = Callable[[User], None]

_callbacks: list[Callback] = []


def on_blank(callback: Callback) -> None:
    """Call ``callback`` with each person who is blanked, anew after a restore too; told twice it is once."""
    if callback not in _callbacks:
        _callbacks.append(callback)


def tell_blanked(user: User) -> None:
    """Tell everybody who asked that a person was blanked."""
    for callback in tuple(_callbacks):
        callback(user)
