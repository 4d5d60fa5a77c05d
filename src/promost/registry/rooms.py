"""The register of rooms: what each room tells the rest of the house, found over INSTALLED_APPS.

A room declares itself in its ``room.py`` as ``ROOM``. Menu, root addresses, commands, the measure page, the
demonstration and the desks ask here and know no room by name. This module imports no model, so that a command
that needs no database is found without one: the settings are read, Django is not set up.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from django.conf import settings

Words = Mapping[str, Sequence[str]]
"""A direction's code → the phrases by which documents head its sections; each word of a phrase begins a word."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the ``promost`` tool: its words ("plan read"), what it does, and where it is written.

    ``configure`` and ``run`` are dotted names with a colon ("promost.plans.commands:run_read"), imported when called:
    ``configure(parser)`` adds the arguments; ``run(arguments) -> int`` gives the exit code.
    """

    words: str
    help: str
    configure: str
    run: str
    needs_database: bool = True


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A line of the main menu. ``permission`` is asked of the user without an object; "" shows it to everybody.

    Lines stand in the order of their ``place``; those of one place in the order of the rooms. ``badge`` names the
    address of a part of a page that the browser puts beside the line once the page is shown, so that no page waits.
    A line ``within`` a room (the namespace of its addresses) stands in a row below, on the pages of that room alone.
    """

    label: Any
    url_name: str
    permission: str = ""
    place: int = 50
    badge: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """What a direction offers, in terms of matching: the schema, the criteria and the fields an acceptance changes."""

    schema: str
    criteria: str
    gives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """What a room tells the house. Everything that needs models is a dotted name, imported when it is asked for.

    ``panels`` are parts of the measure page, ``buttons`` its actions, each ``(request, measure, moment)``;
    ``fact_buttons`` are actions on the page of a fact, each ``(request, fact)``;
    ``plan_page`` fills the plan page (``promost.plans.pages.extensions``). ``expected_duties(at)`` gives what should be
    owed, ``checks()`` what the doctor looks at (``promost.kit.health``), ``router`` the room's part of the API;
    ``search`` is a door for later. ``mount`` is where the room's addresses begin.
    """

    code: str
    name: Any
    mount: str = ""
    urls: str = ""
    menu: tuple[MenuItem, ...] = ()
    panels: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    fact_buttons: tuple[str, ...] = ()
    plan_page: str = ""
    search: str = ""
    expected_duties: str = ""
    checks: str = ""
    router: str = ""
    commands: tuple[Command, ...] = ()
    demo: str = ""


@dataclass(frozen=True, slots=True)
class Direction(Room):
    """One of the directions in which the parties work together.

    ``words`` names a data file beside the room ("promost.support:words.toml"): how documents head the sections of this
    direction, in Russian ("ru") and English ("en"); ``indicators`` names that of its indicators; ``cards(user, subject,
    at)`` answers the desks (``promost.registry.cards``); ``offers`` and ``intake`` are doors for later.
    """

    words: str = ""
    indicators: str = ""
    cards: str = ""
    offers: Offers | None = None
    intake: str = ""


def load(dotted: str) -> Any:
    """Return what a dotted name with a colon points to ("promost.plans.commands:run_read").

    Raises ImportError or AttributeError when it points nowhere.
    """
    module, _, name = dotted.partition(":")
    return getattr(import_module(module), name)


@cache
def rooms() -> tuple[Room, ...]:
    """Return every room that declares itself, from the ground up, in the order of ROOMS in the settings."""
    return tuple(_declared(settings.ROOMS))


def _declared(packages: Iterable[str]) -> Iterable[Room]:
    for package in packages:
        if find_spec(f"{package}.room"):
            yield import_module(f"{package}.room").ROOM


def directions() -> tuple[Direction, ...]:
    """Return the rooms that are directions."""
    return tuple(room for room in rooms() if isinstance(room, Direction))


def direction_codes() -> frozenset[str]:
    """Return the codes a measure's direction may have."""
    return frozenset(room.code for room in directions())


def commands() -> dict[str, Command]:
    """Return every command of every room by its words."""
    return {command.words: command for room in rooms() for command in room.commands}


def data(dotted: str) -> Mapping[str, Any]:
    """Return the TOML file that a dotted name with a colon points to ("promost.support:words.toml").

    Raises ModuleNotFoundError, FileNotFoundError or tomllib.TOMLDecodeError when there is none that can be read.
    """
    package, _, name = dotted.partition(":")
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))


@cache
def direction_words() -> Words:
    """Return how documents head the sections of each direction; reads the data files alone, Django is not set up."""
    return {each.code: _phrases(data(each.words)) for each in directions() if each.words}


def _phrases(languages: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrase for phrases in languages.values() for phrase in phrases))


def forget() -> None:
    """Read the rooms anew when they are next asked for: after the settings changed, as in a test."""
    rooms.cache_clear()
    direction_words.cache_clear()
