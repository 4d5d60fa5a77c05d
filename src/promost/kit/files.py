"""Files kept as they came, by their SHA-256: the same bytes are stored once, and what is read back is checked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

DIGEST = re.compile(r"[0-9a-f]{64}")
Holder = Callable[[str], bool]
"""Whether a room keeps the file of a digest."""
_holders: list[Holder] = []


class Damaged(Exception):
    """The stored bytes no longer have the digest they were stored under; ``digest`` names the file."""

    def __init__(self, digest: str) -> None:
        super().__init__(digest)
        self.digest = digest


def keep(data: bytes) -> str:
    """Store bytes and return their SHA-256 as 64 hexadecimal digits.

    A stored file that is not whole (the machine went off while it was written, a disc failed) is replaced.
    """
    digest = hashlib.sha256(data).hexdigest()
    path = _path(digest)
    if not _is_there(path, data):
        default_storage.delete(path)
        stored = default_storage.save(path, ContentFile(data))
        if stored != path:  # somebody stored the same bytes at the same moment: one copy is enough
            default_storage.delete(stored)
    return digest


def _is_there(path: str, data: bytes) -> bool:
    try:
        with default_storage.open(path) as file:
            return bool(file.read() == data)
    except FileNotFoundError:
        return False


def read(digest: str) -> bytes:
    """Return stored bytes.

    Raises FileNotFoundError, Damaged when they are not what was stored, and ValueError for what is no digest.
    """
    with default_storage.open(_path(digest)) as file:
        data: bytes = file.read()
    if hashlib.sha256(data).hexdigest() != digest:
        raise Damaged(digest)
    return data


def remove(digest: str) -> None:
    """Remove stored bytes; nothing happens where they are gone already. Raises ValueError for what is no digest.

    Whoever asks knows that nothing else keeps the same bytes.
    """
    default_storage.delete(_path(digest))


def held(by: Holder) -> None:
    """Tell who else keeps files: ``by`` answers whether a digest is among its own. Registering it twice is once."""
    if by not in _holders:
        _holders.append(by)


def let_go(digest: str) -> bool:
    """Remove stored bytes that nobody keeps any more, and tell whether they were removed. Raises ValueError."""
    if any(holds(digest) for holds in _holders):
        return False
    remove(digest)
    return True


def _path(digest: str) -> str:
    if not DIGEST.fullmatch(digest):
        raise ValueError(f"{digest!r} is no SHA-256 of a file")
    return f"{digest[:2]}/{digest}"
