"""A change of an application's state, with its history row, whose id is the event of the facts that follow."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from promost.accounts.actors import Actor
from promost.kit import history, refs
from promost.kit.models import HistoryEntry
from promost.kit.transitions import Overtaken
from promost.kit.transitions import change as transition
from promost.support.models import Application, ApplicationState


def move(
    actor: Actor,
    application: Application,
    verb: str,
    before: Collection[ApplicationState],
    after: ApplicationState,
    values: Mapping[str, Any] | None = None,
    note: str = "",
) -> HistoryEntry:
    """Bring an application from one of some states into another; called in the action's transaction.

    ``verb`` is the deed's whole name ("support.submit_application").

    Raises Overtaken when it is in none of them, or somebody was first.
    """
    old, set_ = ApplicationState(application.state), values or {}
    if old not in before:
        raise Overtaken(Application.objects.filter(pk=application.pk).first())
    transition(application, version=application.version, expected={"state": old}, state=after, **set_)
    changes = {"state": [str(old), str(after)]} | {name: [None, _plain(value)] for name, value in set_.items()}
    return history.write(actor, verb, refs.of(application), changes, note.strip())


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, type(None))) else str(value)
