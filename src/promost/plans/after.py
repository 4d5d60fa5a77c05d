"""What rooms above do when a plan's promises have changed: a plain list, called inside the same transaction.

A floor above cannot be called from here by name; it registers itself when its app is ready.
"""

from __future__ import annotations

from collections.abc import Callable

from promost.plans.models import Plan

Callback = Callable[[Plan], None]

_callbacks: list[Callback] = []


def on_change(callback: Callback) -> None:
    """Call ``callback`` after an edition was accepted and after every change by hand. Registering twice is once."""
    if callback not in _callbacks:
        _callbacks.append(callback)


def forget(callback: Callback) -> None:
    """Call it no longer."""
    if callback in _callbacks:
        _callbacks.remove(callback)


def tell(plan: Plan) -> None:
    """Tell everybody who asked that what a plan promises, or what counts towards it, has changed."""
    for callback in tuple(_callbacks):
        callback(plan)
