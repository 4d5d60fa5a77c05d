"""References to things of rooms above: a kind and an id, resolved in bulk, never an import."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A reference: ``kind`` is "room.noun" ("plans.measure"), ``id`` the thing's own lasting id as text."""

    kind: str
    id: str

    def __str__(self) -> str:
        """Write it as "kind:id"."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a resolved reference looks like to a person: its words and, where there is one, its page."""

    label: str
    url: str = ""


Resolver = Callable[[Iterable[str]], Mapping[str, Shown]]
_resolvers: dict[str, Resolver] = {}


class UnknownKind(LookupError):
    """Nobody has told how references of this kind are resolved."""


def register(kind: str, resolver: Resolver) -> None:
    """Tell how references of ``kind`` are resolved: many ids in, ``{id: Shown}`` out, in a fixed number of queries."""
    _resolvers[kind] = resolver


def of(thing: Any) -> Ref:
    """Return the reference to a model instance: "app.model" and its uuid where it has one, else its key."""
    return Ref(thing._meta.label_lower, str(getattr(thing, "uuid", thing.pk)))


def resolve(references: Iterable[Ref]) -> dict[Ref, Shown]:
    """Resolve many references, one call per kind; those that are gone are left out.

    Raises UnknownKind for a kind that nobody registered.
    """
    by_kind: dict[str, set[str]] = defaultdict(set)
    for reference in references:
        by_kind[reference.kind].add(reference.id)
    return {Ref(kind, key): shown for kind, ids in by_kind.items() for key, shown in _resolver(kind)(ids).items()}


def _resolver(kind: str) -> Resolver:
    try:
        return _resolvers[kind]
    except KeyError:
        raise UnknownKind(kind) from None
