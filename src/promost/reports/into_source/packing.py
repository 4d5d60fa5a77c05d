"""A zip archive with one member changed: the others keep their bytes, their order, their names and their times."""

from __future__ import annotations

import io
import zipfile


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """Give the archive ``data`` with ``content`` in its member ``name`` (as the archive itself writes the name)."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        new.comment = old.comment
        for entry in old.infolist():
            body = content if entry.filename == name else old.read(entry)
            new.writestr(entry, body, compress_type=entry.compress_type)
    return made.getvalue()


def names_of(data: bytes) -> list[str]:
    """Name the members of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()
