"""What can be commented, and who reads it. The rooms above fill the register when their apps are ready.

Whether one user sees a thing is asked of the register of histories: there is one answer in the house. The other way
round, who all may be mentioned, a room says here by the organisations whose people see the thing; a test compares both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet

from promost.accounts.models import User
from promost.kit import refs
from promost.kit.histories import things
from promost.kit.refs import Ref, Shown
from promost.registry.models import Organisation

Readers = Callable[[Any], QuerySet[Organisation]]
"""A thing → the organisations whose people see it, as one query."""

_readers: dict[str, Readers] = {}


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing that is commented: its reference, what such a thing is called, and how this one is shown."""

    thing: Any
    ref: Ref
    name: str
    shown: Shown

    @property
    def readers(self) -> QuerySet[Organisation]:
        """The organisations whose people see it."""
        return _readers[self.ref.kind](self.thing)


def register(kind: str, readers: Readers) -> None:
    """Let things of a kind ("room.noun"), which has a history, be commented."""
    _readers[kind] = readers


def kinds() -> tuple[str, ...]:
    """Return the kinds that can be commented."""
    return tuple(sorted(_readers))


def find(user: Any, kind: str, ident: str) -> Subject:
    """Return a thing that a user sees and that can be commented. Raises ObjectDoesNotExist for all else alike."""
    if kind not in _readers:
        raise ObjectDoesNotExist(kind)
    found = things.find(user, kind, ident)
    return Subject(found.thing, refs.of(found.thing), found.name, found.shown)


def seen_among(user: User, references: set[Ref]) -> dict[Ref, Shown]:
    """Return those things that a user sees, each with how it is shown; two queries at most for each kind."""
    found: dict[Ref, Shown] = {}
    for kind in sorted({each.kind for each in references} & _readers.keys()):
        ids = {each.id for each in references if each.kind == kind}
        seen = things.visible(user, kind).filter(uuid__in=ids).values_list("uuid", flat=True)
        found |= refs.resolve(Ref(kind, str(each)) for each in seen)
    return found
