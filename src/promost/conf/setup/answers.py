"""What the set-up has to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Administrator:
    """Whoever will run the installation."""

    email: str
    name: str
    password: str


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation: the region by its code ("" for a federal body), the INN with its check digits or ""."""

    name: str
    kind: str
    region: str
    inn: str


@dataclass(frozen=True, slots=True)
class Side:
    """A party of the agreement; ``invite`` is the address of its first administrator, "" for later or for our own."""

    side: str
    name: str
    body: Body
    invite: str = ""


@dataclass(frozen=True, slots=True)
class Contract:
    """The agreement, its parties in the order in which they sign."""

    number: str
    day: date
    title: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything."""

    language: str
    administrator: Administrator
    own: Body
    contract: Contract | None
