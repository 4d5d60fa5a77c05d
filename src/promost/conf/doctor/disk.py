"""Where data are kept: the folders can be written to, and there is room."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from django.conf import settings

from promost.conf import environment
from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _
from promost.kit import formats
from promost.kit.health import Finding, Level

MEGABYTE = 1024 * 1024
MAKE_ROOM = _("Make room, or move the folder of data to a larger disc (PROMOST_HOME).")


def checks() -> Iterator[Finding]:
    """Look at each folder in which something is written."""
    for subject, folder in _folders():
        yield from _of_folder(subject, folder)


def _folders() -> Iterator[tuple[str, Path]]:
    yield text(_("Folder of data")), settings.HOME
    yield text(_("Folder of evidence")), Path(settings.MEDIA_ROOT)
    database = database_file()
    if database and database.parent not in {settings.HOME, Path(settings.MEDIA_ROOT)}:
        yield text(_("Folder of the database")), database.parent


def database_file() -> Path | None:
    """Return the file of the database, or None where a server keeps it."""
    told = settings.DATABASES["default"]
    return Path(told["NAME"]) if told["ENGINE"].endswith("sqlite3") else None


def _of_folder(subject: str, folder: Path) -> Iterator[Finding]:
    there = next((each for each in (folder, *folder.parents) if each.exists()), Path("/"))
    trouble = _not_writable(there)
    if trouble:
        words = fill(_("%(path)s cannot be written to: %(reason)s."), path=there, reason=trouble)
        remedy = _("Give the folder to the user as whom Promost runs, and see that its disc is not read-only.")
        yield Finding(subject, Level.ILL, words, text(remedy))
    yield _room(subject, folder, shutil.disk_usage(there).free)


def _not_writable(folder: Path) -> str:
    try:
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(b"promost")
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _room(subject: str, folder: Path, free: int) -> Finding:
    warning, least = (
        environment.number("PROMOST_DISK_WARNING", 2048) * MEGABYTE,
        environment.number("PROMOST_DISK_LEAST", 512) * MEGABYTE,
    )
    words = fill(_("%(path)s: %(free)s GB free."), path=folder, free=gigabytes(free))
    if free < least:
        return Finding(subject, Level.ILL, words, text(MAKE_ROOM))
    if free < max(warning, _copy()):
        return Finding(subject, Level.WARNING, words, text(MAKE_ROOM))
    return Finding(subject, Level.WELL, words)


def _copy() -> int:
    """What the copy takes that an upgrade makes of the database, in bytes."""
    file = database_file()
    return file.stat().st_size if file and file.exists() else 0


def gigabytes(size: int) -> str:
    """Write a number of bytes in gigabytes, to a tenth."""
    return formats.number(Decimal(size) / (1024 * MEGABYTE), 1)
