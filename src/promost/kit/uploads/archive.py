"""Zip archives (.docx, .xlsx, .ods are such) opened with suspicion: everything is weighed before it is unpacked."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from math import ceil

from promost.kit.uploads.refused import Refused

MEGABYTE = 1024 * 1024
PART = 160 * MEGABYTE
"""The largest member that is unpacked, in bytes."""
ERRORS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, OSError, ValueError, OverflowError)
"""What zipfile is known to raise on a damaged archive."""

_DANGEROUS = re.compile(r"\.(exe|dll|scr|com|bat|cmd|ps1|vbs|js|jar|msi|lnk|zip|rar|7z|gz)$", re.IGNORECASE)
_KNOWN_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold: sizes are bytes unpacked; ``ratio``, unpacked to packed, is asked of members from
    ``ratio_from`` bytes on."""

    entries: int = 4000
    part: int = PART
    total: int = 256 * MEGABYTE
    ratio: int = 250
    ratio_from: int = 4 * MEGABYTE


class Archive:
    """A zip archive that passed the checks; ``read`` never gives more bytes than the archive promised."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        # Some programs part folders by a backslash, against the standard.
        self._members = {info.filename.replace("\\", "/"): info for info in archive.infolist()}
        self.sizes: dict[str, int] = {name: info.file_size for name, info in self._members.items()}

    def __contains__(self, name: str) -> bool:
        return name in self.sizes

    def head(self, name: str, length: int) -> bytes:
        """The first ``length`` bytes of the member ``name``. Raises Refused BROKEN_ARCHIVE."""
        try:
            with self._archive.open(self._members[name]) as member:
                return member.read(length)
        except ERRORS as error:
            raise Refused("BROKEN_ARCHIVE", {"part": name}) from error

    def read(self, name: str, limit: int = PART) -> bytes:
        """The member ``name`` unpacked.

        Raises Refused: BROKEN_ARCHIVE (also where the member is missing), ARCHIVE_BOMB (over ``limit`` bytes).
        """
        if name not in self.sizes:
            raise Refused("BROKEN_ARCHIVE", {"part": name})
        if self.sizes[name] > limit:
            raise Refused("ARCHIVE_BOMB", {"part": name, "size": megabytes(self.sizes[name])})
        try:
            with self._archive.open(self._members[name]) as member:
                data = member.read(limit + 1)
        except ERRORS as error:
            raise Refused("BROKEN_ARCHIVE", {"part": name}) from error
        if len(data) > limit:
            raise Refused("ARCHIVE_BOMB", {"part": name, "size": megabytes(len(data))})
        return data


def open_archive(data: bytes, limits: Limits | None = None) -> Archive:
    """Open ``data`` as an archive whose entries are few, named safely, unlocked and of a reasonable size.

    Raises Refused: BROKEN_ARCHIVE, PASSWORD, ARCHIVE_BOMB, UNSAFE_NAMES, DUPLICATE_ENTRIES, DANGEROUS_CONTENT.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except ERRORS as error:
        raise Refused("BROKEN_ARCHIVE", {"part": ""}) from error
    entries = archive.infolist()
    _check_names(entries)
    _check_locks(entries)
    _check_sizes(entries, limits or Limits())
    return Archive(archive)


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        # zipfile mends some names; the one that stands in the file is what another program would follow.
        name = entry.orig_filename
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name or "\x00" in name:
            raise Refused("UNSAFE_NAMES", {"part": name[:80]})
        key = name.replace("\\", "/").casefold()
        if key in seen:
            raise Refused("DUPLICATE_ENTRIES", {"part": name[:80]})
        if _DANGEROUS.search(name):
            raise Refused("DANGEROUS_CONTENT", {"part": name[:80]})
        seen.add(key)


def _check_locks(entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Refused("PASSWORD")
        if entry.compress_type not in _KNOWN_METHODS:
            raise Refused("BROKEN_ARCHIVE", {"part": entry.filename[:80]})


def _check_sizes(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > limits.entries or total > limits.total:
        raise Refused("ARCHIVE_BOMB", {"part": "", "size": megabytes(total)})
    for entry in entries:
        swollen = entry.file_size > limits.ratio_from and entry.file_size > limits.ratio * max(entry.compress_size, 1)
        if swollen or entry.file_size > limits.part:
            raise Refused("ARCHIVE_BOMB", {"part": entry.filename[:80], "size": megabytes(entry.file_size)})


def megabytes(size: int) -> str:
    """A size in bytes as whole megabytes, never too few, for a sentence in any language: 1572864 → "2"."""
    return str(ceil(size / MEGABYTE))
