"""The whole installation in one archive: written beside, looked over, and only then given its name."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

import promost
from promost.conf.backup import counters, manifest, reading
from promost.conf.backup.evidence import pointed_to
from promost.conf.backup.manifest import Manifest, TableEntry
from promost.conf.backup.snapshot import snapshot
from promost.conf.backup.tables import Digest, Table, applied, tables
from promost.conf.environment import Misconfigured
from promost.conf.words import fill
from promost.conf.words import gettext_noop as _
from promost.kit import erasures, files

Step = Callable[[str, int, int], Any]
"""Told what is being done ("rows", "evidence", "verify"), how many of how many."""
THERE = _("%(file)s exists already. Choose another name: a backup is never written over.")


def silent(_what: str, _done: int, _total: int) -> None:
    """Tell nobody how far it is."""


@dataclass(slots=True)
class Writing:
    """An archive while it is written."""

    archive: zipfile.ZipFile
    step: Step
    digests: set[str] = field(default_factory=set)
    parts: dict[str, str] = field(default_factory=dict)

    def part(self, name: str, pieces: Iterable[bytes]) -> str:
        """Write a part and return its SHA-256."""
        summed = hashlib.sha256()
        with self.archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as file:
            for piece in pieces:
                summed.update(piece)
                file.write(piece)
        return summed.hexdigest()


def write(target: Path, *, with_key: bool = False, step: Step = silent) -> Manifest:
    """Write a backup to the file ``target`` and look it over. Raises Misconfigured; then there is no file.

    A process that is killed leaves a hidden part beside, which the next backup into the folder clears away.
    """
    if target.exists():
        raise Misconfigured(fill(THERE, file=target))
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _clear(target.parent)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with reading.told(target), os.fdopen(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
                _fill(Writing(archive, step), with_key=with_key)
            raw.flush()
            os.fsync(raw.fileno())
        told = reading.verify(partial, step=step)
        partial.rename(target)
    finally:
        partial.unlink(missing_ok=True)
    reading.settle(target.parent)
    return told


def _fill(writing: Writing, *, with_key: bool) -> None:
    loader = MigrationLoader(connection)
    with snapshot(connection):
        nodes = applied(loader)
        known = tables(loader, nodes)
        entries = []
        for done, table in enumerate(known, start=1):
            entries.append(_table(writing, table))
            writing.step("rows", done, len(known))
        erased = erasures.known(table.name for table in known)
    missing = _evidence(writing, {each.sha256 for each in erased})
    writing.parts[manifest.ERASURES] = writing.part(
        manifest.ERASURES, (f"{json.dumps(asdict(each))}\n".encode() for each in sorted(erased))
    )
    if with_key:
        writing.parts[manifest.KEY] = writing.part(manifest.KEY, [str(settings.SECRET_KEY).encode()])
    told = Manifest(
        form=manifest.FORM,
        program=promost.__version__,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        database=connection.vendor,
        migrations=nodes,
        tables=entries,
        parts=writing.parts,
        evidence_files=len(writing.digests) - len(missing),
        evidence_missing=missing,
    ).written()
    writing.archive.comment = writing.part(manifest.NAME, [told]).encode()


def _table(writing: Writing, table: Table) -> TableEntry:
    digest = Digest()

    def lines() -> Iterator[bytes]:
        for row in table.rows(connection.alias):
            digest.add(row)
            writing.digests.update(pointed_to(table, row))
            yield f"{json.dumps(row, ensure_ascii=False)}\n".encode()

    sha256 = writing.part(f"rows/{table.name}.jsonl", lines())
    return TableEntry(
        name=table.name,
        columns=table.columns,
        rows=digest.count,
        digest=digest.value,
        sha256=sha256,
        last=counters.last(connection, table),
    )


def _evidence(writing: Writing, erased: set[str]) -> list[str]:
    """Write the stored files; return those that are not there. One erased since the snapshot is not missed."""
    kept, missing = [], []
    for done, digest in enumerate(sorted(writing.digests), start=1):
        try:
            writing.part(f"evidence/{digest}", [files.read(digest)])
            kept.append(digest)
        except (FileNotFoundError, files.Damaged):
            missing.append(digest)
        writing.step("evidence", done, len(writing.digests))
    writing.parts[manifest.EVIDENCE] = writing.part(manifest.EVIDENCE, (f"{each}\n".encode() for each in kept))
    since = {each.sha256 for each in erasures.listed()} - erased
    return [each for each in missing if each not in since]


def _clear(folder: Path) -> None:
    """Remove what backups left that were killed; one that still runs is left alone."""
    for path in folder.glob(".*.partial"):
        number = path.name.split(".")[-2]
        if number == str(os.getpid()) or not _runs(number):
            path.unlink(missing_ok=True)


def _runs(number: str) -> bool:
    try:
        os.kill(int(number), 0)
    except PermissionError:
        return True
    except (ValueError, OSError):
        return False
    return True
