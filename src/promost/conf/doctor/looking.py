"""Going through the house: each part in turn. A part whose looking breaks off is told of, and the rest goes on."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from promost.conf.doctor import backups, clocks, database, disk, jobs, letters, migrations, told
from promost.conf.doctor.section import Section
from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _
from promost.kit import wholeness
from promost.kit.capacity import health as capacity
from promost.kit.health import Checks, Finding, Level
from promost.registry.rooms import Room, load, rooms

WITHOUT_DATABASE: tuple[tuple[str, str, Checks], ...] = (
    ("settings", _("Settings"), told.checks),
    ("disk", _("Disc"), disk.checks),
    ("backup", _("Backup"), backups.checks),
    ("mail", _("Mail"), letters.checks),
)
WITH_DATABASE: tuple[tuple[str, str, Checks], ...] = (
    ("migrations", _("Migrations and guards"), migrations.checks),
    ("clock", _("Clock"), clocks.checks),
    ("jobs", _("Background work"), jobs.checks),
    ("capacity", _("Places, budgets and other amounts"), capacity.checks),
)
BROKE_OFF = _("Looking broke off: %(error)s (%(place)s).")
NOT_LOOKED_AT = _("Migrations, clock, background work and the rooms were not looked at.")


def look(*, every: bool = False, step: wholeness.Step | None = None) -> Iterator[Section]:
    """Look at each part of the house; ``every`` reads all stored files, and ``step`` hears how far that is."""
    for code, name, checks in WITHOUT_DATABASE:
        yield Section(code, text(name), guarded(checks))
    state = guarded(database.checks)
    yield Section("database", text(_("Database")), state)
    if not database.answers():
        remedy = text(_("Mend the database, then look again."))
        yield Section(
            "rooms", text(_("Rooms")), (Finding(text(_("The rest")), Level.ILL, text(NOT_LOOKED_AT), remedy),)
        )
        return
    for code, name, checks in WITH_DATABASE:
        yield Section(code, text(name), guarded(checks))
    with wholeness.looking(every=every, step=step):
        yield from _of_rooms()


def _of_rooms() -> Iterator[Section]:
    for room in rooms():
        if room.checks:
            yield Section(room.code, str(room.name), guarded(partial(_of_room, room)))


def _of_room(room: Room) -> Iterable[Finding]:
    """Import the room's checks within the guard: a name that points nowhere is told like any other fault."""
    yield from load(room.checks)()


def guarded(checks: Checks) -> tuple[Finding, ...]:
    """Return what ``checks`` finds; one that raises has found so much, and that it broke off, and where."""
    found: list[Finding] = []
    try:
        for finding in checks():
            found.append(finding)  # noqa: PERF402 - what was found before it broke off is kept
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told, and the next part is looked at
        found.append(_broken(error))
    return tuple(found)


def _broken(error: Exception) -> Finding:
    last = traceback.extract_tb(error.__traceback__)[-1]
    lines = str(error).strip().splitlines()
    said = f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
    words = fill(BROKE_OFF, error=said, place=f"{Path(last.filename).name}:{last.lineno}")
    remedy = text(_("Bring the database up to date (promost upgrade); if it stays so, tell whoever supports Promost."))
    return Finding(text(_("The looking itself")), Level.ILL, words, remedy)
