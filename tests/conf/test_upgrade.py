"""New code on an old database: it is copied, brought up to date and looked over, and nothing of it is lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path


def run(home: Path, *words: str) -> str:
    """Run a command of Django's or ours on a data folder of its own; give what it said."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PROMOST_", "DATABASE_URL"))}
    environment = {
        **kept, "PROMOST_HOME": str(home), "DJANGO_SETTINGS_MODULE": "promost.conf.settings", "LANG": "C.UTF-8",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", *words], env=environment, capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def one(path: Path, query: str) -> object:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchone()[0]


def test_an_older_database_is_copied_and_brought_up_to_date(tmp_path: Path) -> None:
    home = tmp_path / "home"
    database = home / "promost.sqlite3"
    assert "is up to date with this version" in run(home, "promost.conf.cli", "upgrade")
    assert not (home / "backups").exists(), "there was nothing to copy"
    assert one(database, "SELECT count(*) FROM registry_region") == 83
    run(home, "django", "migrate", "sessions", "zero", "--skip-checks")
    said = run(home, "promost.conf.cli", "upgrade")
    assert "The database is backed up: " in said
    assert "(1 changes)" in said
    (copy,) = (home / "backups").iterdir()
    tables = "SELECT count(*) FROM sqlite_master WHERE name = 'django_session'"
    assert (one(copy, tables), one(database, tables)) == (0, 1)
    assert one(copy, "SELECT count(*) FROM registry_region") == 83
