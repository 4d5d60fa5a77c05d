"""Files kept as they came, by their SHA-256: the same bytes are stored once, and what is read back is checked."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


class Damaged(Exception):
    """The stored bytes no longer have the digest they were stored under; ``digest`` names the file."""

    def __init__(self, digest: str) -> None:
        super().__init__(digest)
        self.digest = digest


def keep(data: bytes) -> str:
    """Store bytes and return their SHA-256 as 64 hexadecimal digits."""
    digest = hashlib.sha256(data).hexdigest()
    path = _path(digest)
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(data))
    return digest


def read(digest: str) -> bytes:
    """Return stored bytes. Raises FileNotFoundError, and Damaged when they are not what was stored."""
    with default_storage.open(_path(digest)) as file:
        data: bytes = file.read()
    if hashlib.sha256(data).hexdigest() != digest:
        raise Damaged(digest)
    return data


def _path(digest: str) -> str:
    return f"{digest[:2]}/{digest}"
