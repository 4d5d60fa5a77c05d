"""Why something is not taken, kept or made smaller: for the person who asked, and for the room that asked for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from promost.kit.capacity.names import Name
from promost.kit.formats.numbers import number

if TYPE_CHECKING:
    from promost.kit.capacity.models import Holding

_number = lazy(number, str)


class NotOpened(LookupError):
    """Nobody has opened a resource of this name, so nothing can be taken of it."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = tuple(names)
        super().__init__(f"not opened: {', '.join(map(str, self.names))}")


class KeyUsed(ValueError):
    """The taker has used this key for something else: a deed takes once, and always the same."""


@dataclass(frozen=True, slots=True)
class Lack:
    """One resource that has too little: how much is free, and how much was asked for."""

    name: Name
    free: Decimal
    asked: Decimal

    @property
    def missing(self) -> Decimal:
        """By how much it lacks."""
        return self.asked - self.free


class Full(ValidationError):
    """Too little is free, so nothing was taken. ``lacks`` names every resource that lacks, and by how much."""

    def __init__(self, lacks: Iterable[Lack]) -> None:
        self.lacks = tuple(lacks)
        super().__init__([_told(each) for each in self.lacks])
        self.code = "full"


def _told(lack: Lack) -> ValidationError:
    params = {"free": _number(lack.free), "asked": _number(lack.asked)}
    return ValidationError(_("Free: %(free)s. Asked for: %(asked)s."), code="full", params=params)


class Over(ValidationError):
    """The holding is over: it was released, or its term has passed. ``holding`` is as it is now."""

    def __init__(self, holding: Holding) -> None:
        self.holding = holding
        super().__init__(_("This reservation is over; make a new one."), code="over")


class TooSmall(ValidationError):
    """More is taken than the new capacity. ``holdings`` are those that hold it, the newest first: whom it would hit."""

    def __init__(self, capacity: Decimal, taken: Decimal, holdings: Iterable[Holding]) -> None:
        self.capacity, self.taken, self.holdings = capacity, taken, tuple(holdings)
        words = _("Taken already: %(taken)s. The capacity cannot become %(capacity)s.")
        params = {"taken": _number(taken), "capacity": _number(capacity)}
        super().__init__(words, code="too_small", params=params)
