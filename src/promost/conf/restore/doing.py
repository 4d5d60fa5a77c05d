"""The restore itself, step by step; everything that changes the database is one transaction."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from promost.conf.backup import manifest, reading, writing
from promost.conf.backup.command import named
from promost.conf.backup.evidence import pointed_to
from promost.conf.backup.manifest import Manifest
from promost.conf.backup.tables import applied, tables
from promost.conf.backup.writing import Step, silent
from promost.conf.environment import Misconfigured
from promost.conf.restore import loading, target
from promost.conf.words import fill
from promost.conf.words import gettext_noop as _
from promost.kit import erasures, files, guards
from promost.kit.erasures import Erasure

UNGUARDED = _("The guards of history could not be put back (%(names)s), so nothing was restored.")


@dataclass(slots=True)
class Restored:
    """What was done: the manifest, the erasures repeated, files that are nowhere, the copy of what was there."""

    told: Manifest
    erased_again: int = 0
    missing: list[str] = field(default_factory=list)
    copy: Path | None = None


def restore(file: Path, *, replace: bool = False, step: Step = silent) -> Restored:
    """Put a backup in place. Raises Misconfigured; then the database is as it was."""
    with reading.told(file):
        told = reading.verify(file, step=step)
        loading.refuse_newer(connection, told)
        target.refuse_foreign(connection)
        if not replace:
            target.refuse_full(connection)
        done = Restored(told)
        if target.holding(connection):
            done.copy = named(None)
            writing.write(done.copy, step=step)
        erased = erasures.catch_up(connection.introspection.table_names())
        with reading.opened(file) as (archive, _told), _without_foreign_keys(), transaction.atomic():
            _rebuild(archive, done, erased, step)
        _key(file, told)
    ContentType.objects.clear_cache()
    return done


def _rebuild(archive: zipfile.ZipFile, done: Restored, erased: list[Erasure], step: Step) -> None:
    target.empty(connection)
    loading.load(connection, archive, done.told, step)
    ContentType.objects.clear_cache()
    call_command("migrate", interactive=False, verbosity=0, database=connection.alias)
    call_command("createcachetable", verbosity=0, database=connection.alias)
    done.erased_again = erasures.again(erased)
    connection.check_constraints()
    missing = guards.missing(connection)
    if missing:
        raise Misconfigured(fill(UNGUARDED, names=", ".join(missing)))
    done.missing = _evidence(archive, step)


def _evidence(archive: zipfile.ZipFile, step: Step) -> list[str]:
    """Put the files in the store that rows point to, before the transaction ends; return those that are nowhere.

    What was erased since is pointed to by nothing any more, so its bytes do not come back.
    """
    inside = set(archive.read(manifest.EVIDENCE).decode().split())
    wanted = sorted(_wanted())
    missing = []
    for number, digest in enumerate(wanted, start=1):
        if digest in inside:
            files.keep(archive.read(f"evidence/{digest}"))
        elif not _is_stored(digest):
            missing.append(digest)
        step("evidence", number, len(wanted))
    return missing


def _wanted() -> set[str]:
    loader = MigrationLoader(connection)
    found: set[str] = set()
    for table in tables(loader, applied(loader)):
        if any(column.endswith("sha256") for column in table.columns):
            for row in table.rows(connection.alias):
                found.update(pointed_to(table, row))
    return found


def _is_stored(digest: str) -> bool:
    try:
        files.read(digest)
    except (OSError, files.Damaged):
        return False
    return True


@contextmanager
def _without_foreign_keys() -> Iterator[None]:
    """Let rows come in any order, and SQLite rebuild tables; everything is checked before the transaction ends."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.disable_constraint_checking()
    try:
        yield
    finally:
        connection.enable_constraint_checking()


def _key(file: Path, told: Manifest) -> None:
    """Put the secret key in place where a backup has one and the installation does not."""
    path = Path(settings.HOME) / "secret.key"
    if manifest.KEY not in told.parts or path.exists():
        return
    with zipfile.ZipFile(file) as archive:
        key = archive.read(manifest.KEY)
    path.touch(mode=0o600)
    path.write_bytes(key)
