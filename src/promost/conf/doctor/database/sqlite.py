"""A SQLite file: its journal, its settings, and whether it is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

from promost.conf.doctor.disk import gigabytes
from promost.conf.doctor.told import others_may
from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _
from promost.kit.health import Finding, Level

WANTED = {"journal_mode": ("wal",), "foreign_keys": (1,), "recursive_triggers": (1,), "synchronous": (1, 2, 3)}
"""Values of PRAGMA that keep data and history safe while several people write."""
LONG_JOURNAL = 512 * 1024 * 1024
FAULTS = 3
"""So many faults are told; the rest is told by the number."""
RESTORE = _("Stop the site, keep a copy of the file, and bring the latest backup back.")


def checks() -> Iterator[Finding]:
    """Look at the file behind the connection."""
    file = Path(connection.settings_dict["NAME"])
    yield Finding(text(_("Database")), Level.WELL, f"SQLite {sqlite3.sqlite_version}, {file}")
    yield _settings()
    yield _whole()
    yield from _journal(file.with_name(f"{file.name}-wal"))
    if not settings.DEMO and others_may(file) and others_may(file.parent):
        words = fill(_("Others on this machine may read %(path)s."), path=file)
        yield Finding(text(_("Database's file")), Level.WARNING, words, f"chmod 600 {file}")


def _settings() -> Finding:
    subject = text(_("Settings of SQLite"))
    wrong = [f"{name} = {value}" for name, value in _pragmas() if value not in WANTED[name]]
    if wrong:
        words = fill(_("Not as Promost sets them: %(listed)s."), listed=", ".join(wrong))
        remedy = _("Keep the file on a disc of this machine (a network folder knows no WAL), and start the site again.")
        return Finding(subject, Level.ILL, words, text(remedy))
    return Finding(subject, Level.WELL, text(_("The journal is WAL; references and guards are on.")))


def _pragmas() -> Iterator[tuple[str, Any]]:
    for name in WANTED:
        yield name, _ask(f"PRAGMA {name}")[0][0]


def _whole() -> Finding:
    subject = text(_("Integrity"))
    try:
        faults = [str(row[0]) for row in _ask("PRAGMA quick_check(100)") if row[0] != "ok"]
        lost = sorted({f"{child} → {parent}" for child, _row, parent, _key in _ask("PRAGMA foreign_key_check")})
    except DatabaseError as error:  # damage may be such that the check itself cannot go on
        faults, lost = [str(error)], []
    if faults:
        words = fill(_("The file is damaged: %(faults)s."), faults=_some(faults))
        return Finding(subject, Level.ILL, words, text(RESTORE))
    if lost:
        words = fill(_("Rows point to rows that are gone: %(faults)s."), faults=_some(lost))
        return Finding(subject, Level.ILL, words, text(RESTORE))
    return Finding(subject, Level.WELL, text(_("The file is whole, and so are its references.")))


def _some(faults: list[str]) -> str:
    rest = len(faults) - FAULTS
    return "; ".join(faults[:FAULTS]) + (f"; +{rest}" if rest > 0 else "")


def _journal(file: Path) -> Iterator[Finding]:
    size = file.stat().st_size if file.exists() else 0
    if size > LONG_JOURNAL:
        words = fill(_("The journal has grown to %(size)s GB: something keeps it open."), size=gigabytes(size))
        yield Finding(text(_("Journal")), Level.WARNING, words, text(_("Start the site again.")))


def _ask(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())
