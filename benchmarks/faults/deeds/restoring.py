# ruff: noqa: S101 - an assertion is what this looks with
"""A restore that is killed: the database is row for row what it was, or row for row what the backup holds."""

from __future__ import annotations

from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from benchmarks.faults.deeds.house import say
from promost.accounts.models import User
from promost.conf.backup import reading, writing
from promost.conf.backup.tables import Digest, applied, tables
from promost.conf.restore.doing import restore


def do(folder: Path, round_: int) -> None:
    """Put the base backup in place of rows that differ from it."""
    User.objects.filter(pk=User.objects.order_by("pk")[0].pk).update(position=f"round {round_}")
    (folder / "before.txt").write_text(repr(digests()))
    say("ready")
    restore(folder / "base.zip", replace=True)


def check(folder: Path, round_: int) -> None:
    """Compare the database with both; the copies that the restore made first are whole."""
    restored, now = held(folder / "base.zip"), digests()
    before = (folder / "before.txt").read_text()
    assert now == restored or repr(now) == before, f"half restored in round {round_}"
    for copy in (folder / "home" / "backups").glob("*.zip"):
        reading.verify(copy, step=writing.silent)
        copy.unlink()


def digests() -> dict[str, str]:
    """Return the digest of each table's rows."""
    loader, found = MigrationLoader(connection), {}
    for table in tables(loader, applied(loader)):
        digest = Digest()
        for row in table.rows(connection.alias):
            digest.add(row)
        found[table.name] = digest.value
    return found


def held(file: Path) -> dict[str, str]:
    """Return the digest of each table's rows in a backup."""
    with reading.opened(file) as (_archive, told):
        return {entry.name: entry.digest for entry in told.tables}
