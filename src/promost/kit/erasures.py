"""What was erased, so that a backup taken before cannot bring it back.

A room registers a kind: how its erased things are listed, and how one is erased again. Whoever erases also notes it:
the note goes, once the transaction is done, to a file beside the database that outlives it. It holds ids and hashes
only. What a break between the two leaves out of the file is put there by ``catch_up``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

FILE = "erasures.jsonl"


@dataclass(frozen=True, slots=True, order=True)
class Erasure:
    """One erased thing: its kind ("accounts.user"), its lasting id, when (ISO), and the SHA-256 of its bytes or ""."""

    kind: str
    uuid: str
    at: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a room tells what it erased, and erases again; ``again`` gives how many were not erased already."""

    table: str
    erased: Callable[[], Iterable[Erasure]]
    again: Callable[[list[Erasure]], int]


_kinds: dict[str, Kind] = {}


def register(
    kind: str, table: str, erased: Callable[[], Iterable[Erasure]], again: Callable[[list[Erasure]], int]
) -> None:
    """Tell how things of a kind, kept in ``table``, are listed and erased again."""
    _kinds[kind] = Kind(table, erased, again)


def note(erasure: Erasure) -> None:
    """Add to the file once the transaction is done: an erasure that was taken back leaves no note."""
    transaction.on_commit(lambda: _append([erasure]))


def listed() -> list[Erasure]:
    """Return what the file holds. A last line that was broken off is passed over: the database still knows it."""
    found = []
    for line in _lines():
        try:
            found.append(Erasure(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return found


def known(tables: Iterable[str]) -> list[Erasure]:
    """Return what the database (having ``tables``) and the file tell of, each thing once."""
    there = set(tables)
    both = [*listed(), *(each for kind in _kinds.values() if kind.table in there for each in kind.erased())]
    return list({(each.kind, each.uuid): each for each in both}.values())


def catch_up(tables: Iterable[str]) -> list[Erasure]:
    """Put into the file what only the database tells of; return all that is known."""
    written = {(each.kind, each.uuid) for each in listed()}
    everything = known(tables)
    _append([each for each in everything if (each.kind, each.uuid) not in written])
    return everything


def again(erasures: Iterable[Erasure]) -> int:
    """Erase again what came back; return how many. Runs inside the caller's transaction. Unknown kinds are left."""
    by_kind: dict[str, list[Erasure]] = {}
    for each in erasures:
        by_kind.setdefault(each.kind, []).append(each)
    return sum(_kinds[kind].again(chosen) for kind, chosen in sorted(by_kind.items()) if kind in _kinds)


def _path() -> Path:
    return Path(settings.HOME) / FILE


def _lines() -> list[str]:
    path = _path()
    return path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []


def _append(erasures: list[Erasure]) -> None:
    if not erasures:
        return
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "wb") as file:  # a new line first: one broken off before stays by itself
        file.write("".join(f"\n{json.dumps(asdict(each))}\n" for each in erasures).encode())
        file.flush()
        os.fsync(file.fileno())
