"""An archive opened and looked over: every part against its SHA-256, every table against its count and digest."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db.utils import OperationalError
from pydantic import ValidationError

from promost.conf.backup import manifest
from promost.conf.backup.manifest import Manifest, TableEntry
from promost.conf.backup.tables import Digest, Row
from promost.conf.environment import Misconfigured
from promost.conf.words import fill
from promost.conf.words import gettext_noop as _

PIECE = 1024 * 1024
FOREIGN = _("%(file)s is no backup of Promost, or was broken off while it was copied. Take another copy of it.")
NEWER = _("%(file)s was made by a newer version of Promost (%(version)s). Install that version, then restore.")
BROKEN = _("%(file)s is damaged: %(part)s is not what was written. Nothing was changed. Take another backup or copy.")
FULL = _("There is no room left on the disc for %(file)s. Nothing was changed. Make room and start again.")
FULL_CODES = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def told(file: Path) -> Iterator[None]:
    """Put a full disc within the block into words. Raises Misconfigured."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL_CODES:
            raise Misconfigured(fill(FULL, file=file)) from error
        raise
    except OperationalError as error:
        if "disk is full" in str(error) or "No space left" in str(error):
            raise Misconfigured(fill(FULL, file=file)) from error
        raise


@contextmanager
def opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Open an archive and its manifest. Raises Misconfigured for what is none, newer or damaged."""
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive, _manifest(archive, file)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise Misconfigured(fill(FOREIGN, file=file)) from error


def _manifest(archive: zipfile.ZipFile, file: Path) -> Manifest:
    try:
        written = archive.read(manifest.NAME)
        given = json.loads(written)
    except (KeyError, ValueError) as error:
        raise Misconfigured(fill(FOREIGN, file=file)) from error
    form = manifest.form_of(given)
    if form is None:
        raise Misconfigured(fill(FOREIGN, file=file))
    if form > manifest.FORM:
        raise Misconfigured(fill(NEWER, file=file, version=given.get("program", "?")))
    if hashlib.sha256(written).hexdigest().encode() != archive.comment:
        raise Misconfigured(fill(BROKEN, file=file, part=manifest.NAME))
    try:
        return Manifest.model_validate(given)
    except ValidationError as error:
        raise Misconfigured(fill(BROKEN, file=file, part=manifest.NAME)) from error


def verify(file: Path, *, step: Callable[[str, int, int], Any]) -> Manifest:
    """Read the whole archive and compare; return its manifest. Raises Misconfigured, which names the part."""
    with opened(file) as (archive, given):
        evidence = set(archive.read(manifest.EVIDENCE).decode().split()) if manifest.EVIDENCE in given.parts else set()
        expected: dict[str, TableEntry | str] = {entry.part: entry for entry in given.tables}
        expected |= given.parts | {f"evidence/{digest}": digest for digest in evidence}
        _same_parts(archive, {*expected, manifest.NAME}, file)
        for done, (part, told_of) in enumerate(expected.items(), start=1):
            if not _whole(archive, part, told_of):
                raise Misconfigured(fill(BROKEN, file=file, part=part))
            step("verify", done, len(expected))
    return given


def _same_parts(archive: zipfile.ZipFile, expected: set[str], file: Path) -> None:
    odd = sorted(expected.symmetric_difference(archive.namelist()))
    if odd or len(archive.namelist()) != len(expected):
        raise Misconfigured(fill(BROKEN, file=file, part=odd[0] if odd else manifest.NAME))


def _whole(archive: zipfile.ZipFile, part: str, told_of: TableEntry | str) -> bool:
    try:
        if isinstance(told_of, str):
            return _hash(archive, part) == told_of
        digest = Digest()
        for row in rows(archive, told_of):
            digest.add(row)
        return (digest.count, digest.value, _hash(archive, part)) == (told_of.rows, told_of.digest, told_of.sha256)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError):
        return False


def _hash(archive: zipfile.ZipFile, part: str) -> str:
    summed = hashlib.sha256()
    with archive.open(part) as file:
        while piece := file.read(PIECE):
            summed.update(piece)
    return summed.hexdigest()


def rows(archive: zipfile.ZipFile, entry: TableEntry) -> Iterator[Row]:
    """Yield the rows of a table."""
    with archive.open(entry.part) as file:
        for line in file:
            yield json.loads(line)


def settle(folder: Path) -> None:
    """Have the names in a folder written to the disc."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
