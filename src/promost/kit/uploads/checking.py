"""The check of an uploaded file, from its bytes to a verdict."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from promost.kit.uploads import kinds
from promost.kit.uploads.archive import MEGABYTE, Archive, megabytes, open_archive
from promost.kit.uploads.office import kind_of_archive, refuse_locked, refuse_programs
from promost.kit.uploads.refused import Refused
from promost.kit.uploads.xml import as_plain_bytes, refuse_doctype

DEFAULT_LIMIT = 20 * MEGABYTE
_REFUSED_ALWAYS = {"empty": "EMPTY_FILE", "exe": "EXECUTABLE", "encrypted": "PASSWORD"}
_PROLOGUE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may come in: its name made safe, its real kind, its size in bytes, its SHA-256, its media type."""

    name: str
    kind: str
    size: int
    sha256: str
    media_type: str

    @property
    def renamed(self) -> bool:
        """True where the name's extension tells another kind than the content."""
        return extension(self.name) != self.kind


def check(data: bytes, name: str, accept: Collection[str], limit: int = DEFAULT_LIMIT) -> Checked:
    """Admit ``data`` if its real kind is one of ``accept`` ("docx", "pdf", …) and nothing in it is dangerous.

    ``limit`` is bytes. Raises Refused with EMPTY_FILE, TOO_LARGE, EXECUTABLE, PASSWORD, MACROS, NOT_ACCEPTED, or
    what ``open_archive`` raises; its values hold ``name`` and, where known, ``kind``.
    """
    safe = safe_name(name)
    try:
        kind = recognise(data, limit)[0]
        _refuse_other_kinds(kind, accept)
    except Refused as refusal:
        raise Refused(refusal.code, {"name": safe, **refusal.values}) from refusal
    media_type = kinds.MEDIA_TYPES.get(kind, "application/octet-stream")
    return Checked(safe, kind, len(data), hashlib.sha256(data).hexdigest(), media_type)


def _refuse_other_kinds(kind: str, accept: Collection[str]) -> None:
    if kind not in accept:
        raise Refused("NOT_ACCEPTED", {"kind": kind, "accepted": ", ".join(f".{one}" for one in sorted(accept))})


def recognise(data: bytes, limit: int = DEFAULT_LIMIT) -> tuple[str, Archive | None]:
    """The real kind of ``data`` and, where it is an archive, the archive opened. Raises Refused as ``check`` does."""
    if len(data) > limit:
        raise Refused("TOO_LARGE", {"size": megabytes(len(data)), "limit": megabytes(limit)})
    kind = kinds.kind_of(data)
    if kind in _REFUSED_ALWAYS:
        raise Refused(_REFUSED_ALWAYS[kind], {"kind": kind})
    if kind != "zip":
        return kind, None
    archive = open_archive(data)
    kind = kind_of_archive(archive)
    refuse_locked(archive)
    refuse_programs(archive, kind)
    _refuse_document_types(archive)
    return kind, archive


def _refuse_document_types(archive: Archive) -> None:
    """Look at the head of every XML part; a reader that parses the whole of one must look again."""
    for name in archive.sizes:
        if name.endswith((".xml", ".rels")):
            refuse_doctype(as_plain_bytes(archive.head(name, _PROLOGUE)))


def extension(name: str) -> str:
    """The extension of a file name in lower case without its dot; empty where it has none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def safe_name(name: str) -> str:
    """``name`` without folders, control and direction marks, at most 150 characters, its extension kept."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(char for char in last if unicodedata.category(char) not in {"Cc", "Cf", "Cs"}).strip(" .")
    stem, dot, ending = shown.rpartition(".")
    if dot and len(ending) <= 8:
        return f"{stem[: 150 - len(ending) - 1]}.{ending}"
    return shown[:150] or "file"
