"""Whose histories may be opened, and by whom. The rooms fill the register when their apps are ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Q, QuerySet

from promost.kit import history, refs
from promost.kit.models import HistoryEntry
from promost.kit.refs import Ref, Shown

Visible = Callable[[Any], QuerySet[Any]]
"""A user → the things of a kind that this user may see."""
Allowed = Callable[[Any, Any], bool]
"""A user and a thing → whether this user may read the deeds of a room under it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Things of a kind: what one is called, who sees which, and how one is shown (else as references to it are)."""

    name: Any
    visible: Visible
    shown: Callable[[Any], Shown] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A thing whose history is opened, and which of its deeds the reader may read."""

    thing: Any
    ref: Ref
    name: str
    shown: Shown
    entries: QuerySet[HistoryEntry]


_kinds: dict[str, Kind] = {}
_guards: list[tuple[str, str, Allowed]] = []


def register(kind: str, name: Any, visible: Visible, shown: Callable[[Any], Shown] | None = None) -> None:
    """Tell who may open the histories of things of a kind ("room.noun")."""
    _kinds[kind] = Kind(name, visible, shown)


def guard(kind: str, verbs: str, allowed: Allowed) -> None:
    """Keep the deeds that begin with ``verbs`` under things of a kind from those who are not ``allowed``.

    Told twice it is once: an app that is made ready again asks no second question.
    """
    if (kind, verbs, allowed) not in _guards:
        _guards.append((kind, verbs, allowed))


def knows(kind: str) -> bool:
    """Tell whether things of a kind have a page of their history."""
    return kind in _kinds


def visible(user: Any, kind: str) -> QuerySet[Any]:
    """Return the things of a kind that a user sees. Raises ObjectDoesNotExist for a kind that nobody registered."""
    if kind not in _kinds:
        raise ObjectDoesNotExist(kind)
    return _kinds[kind].visible(user)


def find(user: Any, kind: str, ident: str) -> Found:
    """Return a thing that the user may see, with its history. Raises ObjectDoesNotExist for all else alike."""
    thing = _get(visible(user, kind), ident)
    known = _kinds[kind]
    ref = Ref(kind, ident)
    entries = history.of(ref)
    for guarded, verbs, allowed in _guards:
        if guarded == kind and not allowed(user, thing):
            entries = entries.exclude(Q(verb__startswith=verbs))
    return Found(thing, ref, str(known.name), _shown(known, thing, ref), entries)


def _get(rows: QuerySet[Any], ident: str) -> Any:
    fields = {each.name for each in rows.model._meta.get_fields()}
    try:
        return rows.get(**{"uuid" if "uuid" in fields else "pk": ident})
    except (ValidationError, ValueError):
        raise ObjectDoesNotExist(ident) from None


def _shown(known: Kind, thing: Any, ref: Ref) -> Shown:
    if known.shown is not None:
        return known.shown(thing)
    return refs.resolve([ref]).get(ref, Shown(str(known.name)))
