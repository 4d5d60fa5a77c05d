"""The story as it is written in the data files: one event after another, each at its own moment."""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from importlib.resources import files
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

FOLDER = "promost.progress.demo"
TOKENS = uuid.UUID("6d2f0c4e-3b61-5a1d-9c3a-9a7c1e5f7b20")
"""The namespace of the story's one-time tokens: the same event has the same token in every loading."""


class Strict(BaseModel):
    """A table of a data file; a name that is not known is a slip of the pen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Given(Strict):
    """A value of the measure's target of a number, or of another indicator, and the enterprise that brought it."""

    target: int = 0
    code: str = ""
    value: Decimal
    enterprise: str = ""


class Group(Strict):
    """Enterprises of a region, from the first to the last by their numbers in the list."""

    region: str
    first: int
    last: int

    def keys(self) -> tuple[str, ...]:
        """Their keys."""
        return tuple(f"{self.region}/{number}" for number in range(self.first, self.last + 1))


class Event(Strict):
    """Something that an officer does in the programme: ``at`` is when, ``on`` the day on which it happened.

    ``measure`` is its number; ``plan_target`` instead is a part of the label of a target of the whole plan. ``each``
    names enterprises that count one each for the target of the number ``target``, as ``group`` does with many;
    ``sheet`` names the file that brings them all.
    """

    id: str = ""
    at: AwareDatetime
    by: str
    do: Literal["fact", "opening", "nil", "hand_in", "reverse", "note"]
    measure: str = ""
    plan_target: str = ""
    on: date | None = None
    values: tuple[Given, ...] = ()
    each: tuple[str, ...] = ()
    group: Group | None = None
    target: int = 1
    words: str = ""
    files: tuple[str, ...] = ()
    personal: bool = False
    sheet: str = ""
    what: str = ""
    """Of a reversal: the event whose facts it reverses."""

    @property
    def day(self) -> date:
        """The day on which it happened: the day of the entry where nothing else is said."""
        return self.on or self.at.date()

    def givens(self) -> tuple[Given, ...]:
        """The values it enters, one fact each."""
        keys = (*self.each, *(self.group.keys() if self.group else ()))
        return (*self.values, *(Given(target=self.target, value=Decimal(1), enterprise=key) for key in keys))


class OwnerGiven(Strict):
    """An owner of a measure added by hand."""

    side: str
    organisation: str
    person: str = ""


class Added(Strict):
    """A measure that an officer proposes to add, and why."""

    at: AwareDatetime
    by: str
    reason: str
    number: str
    title: str
    direction: str
    result: str
    completion_document: str
    deadline_text: str
    owners: tuple[OwnerGiven, ...]


class Chapter(Strict):
    """A data file: what happened under one agreement."""

    agreement: str
    event: tuple[Event, ...] = ()
    measure: tuple[Added, ...] = Field(default=())


def chapters(names: tuple[str, ...]) -> list[tuple[str, Chapter]]:
    """Return the chapters by name. Raises pydantic's ValidationError for one that is not written as it should be."""
    return [(name, Chapter.model_validate(read(name))) for name in names]


def read(name: str) -> dict[str, Any]:
    """Return a data file of the story."""
    return tomllib.loads(files(FOLDER).joinpath(f"story/{name}.toml").read_text(encoding="utf-8"))


def token(*parts: object) -> uuid.UUID:
    """Return the one-time token of a part of the story: always the same."""
    return uuid.uuid5(TOKENS, "/".join(map(str, parts)))


def in_order(given: list[tuple[str, Chapter]]) -> Iterator[tuple[str, str, Event]]:
    """Give (agreement's number, the event's lasting name, event) of all chapters in the order of time."""
    named = [
        (chapter.agreement, f"{name}/{event.id or number}", event)
        for name, chapter in given
        for number, event in enumerate(chapter.event)
    ]
    yield from sorted(named, key=lambda each: _moment(each[2]))


def _moment(event: Event) -> datetime:
    return event.at
