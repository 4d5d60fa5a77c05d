"""Copies of the database, made before it is changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from promost.conf.environment import Misconfigured
from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _

KEPT = 10
"""So many copies are kept; older ones make room."""

NO_PG_DUMP = _(
    "The database is to be brought up to date, but cannot be backed up: pg_dump is not installed. Install PostgreSQL's "
    "client (apt install postgresql-client), or back the database up yourself and start again with --no-backup."
)
FAILED = _("The database was not backed up, so nothing was changed: %(reason)s")


def back_up(database: Mapping[str, Any], folder: Path) -> Path:
    """Copy the database into ``folder`` and return the copy. ``database`` is Django's settings of it.

    Raises Misconfigured when it cannot be copied; then nothing has been changed.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    if database["ENGINE"].endswith("sqlite3"):
        copy = _copy_sqlite(Path(database["NAME"]), folder / f"promost-{stamp}.sqlite3")
    else:
        copy = _dump_postgres(database, folder / f"promost-{stamp}.dump")
    copy.chmod(0o600)
    _make_room(folder, copy.suffix)
    return copy


def _copy_sqlite(source: Path, copy: Path) -> Path:
    """Copy by SQLite's own means, which give a whole database even while somebody writes, and look it over."""
    try:
        with closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(copy)) as target:
            origin.backup(target)
            (verdict,) = target.execute("PRAGMA quick_check").fetchone()
    except sqlite3.Error as error:
        copy.unlink(missing_ok=True)
        raise Misconfigured(fill(FAILED, reason=error)) from error
    if verdict != "ok":
        raise Misconfigured(fill(FAILED, reason=verdict))
    return copy


def _dump_postgres(database: Mapping[str, Any], copy: Path) -> Path:
    program = shutil.which("pg_dump")
    if program is None:
        raise Misconfigured(text(NO_PG_DUMP))
    environment = {**os.environ, "PGPASSWORD": str(database.get("PASSWORD", ""))}
    words = [program, "--format=custom", f"--file={copy}", f"--dbname={database['NAME']}"]
    words += [
        f"--{option}={database[name]}"
        for option, name in (("host", "HOST"), ("port", "PORT"), ("username", "USER"))
        if database.get(name)
    ]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        copy.unlink(missing_ok=True)
        raise Misconfigured(fill(FAILED, reason=done.stderr.strip()))
    return copy


def _make_room(folder: Path, suffix: str) -> None:
    copies = sorted(folder.glob(f"promost-*{suffix}"))
    for old in copies[:-KEPT]:
        old.unlink()
