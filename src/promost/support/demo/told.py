"""The room's part of the story as its data file tells it, checked when it is read."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from promost.accounts.models import Role

FILE = "story.toml"


class Strict(BaseModel):
    """A table of the data file; a name that is not known is a slip of the pen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Fund(Strict):
    """An invented provider, entered unless the plans' story has it already."""

    key: str
    name: str
    short: str
    en: str
    region: str


class Person(Strict):
    """An invented person; ``at`` is a fund's key, an enterprise's name, or a body of the plans' story."""

    key: str
    email: str
    name: str
    position: str
    at: str
    roles: tuple[Role, ...]


class SchemeTold(Strict):
    """A scheme: its fields by name, its parts, its criteria, the year's money; ``fund`` provides it."""

    key: str
    at: AwareDatetime
    fund: str = ""
    generic: str = ""
    region: str = ""
    fields: dict[str, Any]
    decimals: dict[str, Decimal] = {}
    documents: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    windows: tuple[tuple[date, date | None], ...] = ()
    criteria: dict[str, Any] = {}
    budget: Decimal | None = None


class Deed(Strict):
    """Something that is done with an application: what, when, by whom."""

    do: Literal[
        "draft", "submit", "name", "declare", "opinion", "ask", "approve", "refuse", "withdraw", "agree", "pay",
        "promise", "report", "accept", "close", "elsewhere",
    ]  # fmt: skip
    at: AwareDatetime
    by: str
    on: date | None = None
    due: date | None = None
    amount: Decimal | None = None
    jobs: int | None = None
    users: tuple[str, ...] = ()
    words: str = ""
    code: str = ""
    number: str = ""
    decided: date | None = None


class ApplicationTold(Strict):
    """An application's way; ``measure`` is (agreement, number) of the measure under which its facts count."""

    key: str
    scheme: str
    enterprise: str
    measure: tuple[str, str] | None = None
    purpose: str = ""
    deeds: tuple[Deed, ...]


class Story(Strict):
    """All of it."""

    fund: tuple[Fund, ...]
    person: tuple[Person, ...]
    scheme: tuple[SchemeTold, ...]
    application: tuple[ApplicationTold, ...]
    places: dict[str, tuple[str, ...]]


def story() -> Story:
    """Return the story. Raises pydantic's ValidationError where the file is not written as it should be."""
    text = files("promost.support.demo").joinpath(FILE).read_text(encoding="utf-8")
    return Story.model_validate(tomllib.loads(text))
