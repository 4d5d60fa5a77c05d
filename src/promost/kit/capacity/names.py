"""How rooms call what is limited: a reference to its owner, and which of the owner's resources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from promost.kit import refs
from promost.kit.refs import Ref


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A resource's name: ``Name(Ref("support.scheme", "5"), "budget:2026")``."""

    owner: Ref
    what: str

    @classmethod
    def of(cls, thing: Any, what: str) -> Name:
        """Return the name of ``thing``'s own resource, by the thing's lasting id."""
        return cls(refs.of(thing), what)

    def __str__(self) -> str:
        """Write it as "kind:id/what"."""
        return f"{self.owner}/{self.what}"
