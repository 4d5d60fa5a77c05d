"""Writing and reading history. Every action writes one entry, in its own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.db.models import Q, QuerySet

from promost.kit import clock
from promost.kit.models import HistoryEntry
from promost.kit.refs import Ref


class Doer(Protocol):
    """Whoever acts: a user (None for the installation itself) and the organisation acted for."""

    @property
    def user_id(self) -> int | None:
        """The acting user's key."""

    @property
    def behalf_id(self) -> str:
        """The lasting id of the organisation acted for, "" for none."""

    @property
    def behalf_name(self) -> str:
        """The organisation's name on that day."""


def write(
    doer: Doer, verb: str, subject: Ref, changes: Mapping[str, Any] | None = None, note: str = ""
) -> HistoryEntry:
    """Add one entry and return it. ``changes`` is {"field": [before, after]}; call it in the action's transaction."""
    return HistoryEntry.objects.create(**_values(doer, verb, subject, changes or {}, note))


def write_many(doer: Doer, verb: str, entries: Iterable[tuple[Ref, Mapping[str, Any]]], note: str = "") -> None:
    """Add an entry for each (subject, changes), in one statement."""
    HistoryEntry.objects.bulk_create(
        HistoryEntry(**_values(doer, verb, subject, changes, note)) for subject, changes in entries
    )


def of(*subjects: Ref) -> QuerySet[HistoryEntry]:
    """Return the entries of one or several subjects, the newest first."""
    chosen = Q(pk__in=[])
    for kind in sorted({subject.kind for subject in subjects}):
        chosen |= Q(subject_kind=kind, subject_id__in=[each.id for each in subjects if each.kind == kind])
    return HistoryEntry.objects.filter(chosen).select_related("actor").order_by("-pk")


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return {"field": [before, after]} for the fields that differ."""
    return {name: [before.get(name), after[name]] for name in after if before.get(name) != after[name]}


def _values(doer: Doer, verb: str, subject: Ref, changes: Mapping[str, Any], note: str) -> dict[str, Any]:
    return {
        "subject_kind": subject.kind,
        "subject_id": subject.id,
        "verb": verb,
        "actor_id": doer.user_id,
        "behalf": doer.behalf_id,
        "behalf_name": doer.behalf_name,
        "recorded_at": clock.now(),
        "changes": dict(changes),
        "note": note,
    }
