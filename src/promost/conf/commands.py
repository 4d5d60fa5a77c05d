"""The commands of the top floor, and the way to every command of the house."""

from __future__ import annotations

from promost.conf.words import gettext_noop as _
from promost.registry.rooms import Command, commands

OWN = (
    Command(
        "demo",
        _("show the site with the demonstration programme, in a data folder of its own"),
        "promost.conf.demonstration:configure",
        "promost.conf.demonstration:run",
        needs_database=False,
    ),
    Command(
        "setup",
        _("prepare an installation: administrator, organisation, agreement, invitation of the other side"),
        "promost.conf.setup.command:configure",
        "promost.conf.setup.command:run",
    ),
    Command(
        "serve",
        _("bring the database up to date and start the site and its worker"),
        "promost.conf.server:configure",
        "promost.conf.server:run",
        needs_database=False,
    ),
    Command(
        "doctor",
        _("look at the whole installation: what is wrong with it, and what to do"),
        "promost.conf.doctor.command:configure",
        "promost.conf.doctor.command:run",
        needs_database=False,
    ),
    Command(
        "upgrade",
        _("back the database up and bring it up to date with this version"),
        "promost.conf.upgrade:configure",
        "promost.conf.upgrade:run",
    ),
    Command(
        "backup",
        _("write the database and the evidence to one archive, and look it over"),
        "promost.conf.backup.command:configure",
        "promost.conf.backup.command:run",
    ),
    Command(
        "restore",
        _("put a backup in place, all of it or nothing; on SQLite or PostgreSQL, wherever it was made"),
        "promost.conf.restore.command:configure",
        "promost.conf.restore.command:run",
        needs_database=False,
    ),
    Command(
        "worker",
        _("do background work alone, beside a site that runs elsewhere"),
        "promost.conf.worker:configure",
        "promost.conf.worker:run",
    ),
    Command(
        "match",
        _("find which records satisfy which criteria, and why not; needs no database"),
        "promost.matching.command:configure",
        "promost.matching.command:run",
        needs_database=False,
    ),
)


def own() -> dict[str, Command]:
    """Return the commands that are found without reading the settings."""
    return {command.words: command for command in OWN}


def everything() -> dict[str, Command]:
    """Return every command by its words: ours, and each room's."""
    return own() | commands()
