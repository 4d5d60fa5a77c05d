"""The demonstration in the tests' database: loaded once in a run, and copied to each module that asks for it.

On SQLite the loaded database is kept in memory and put in place page by page, which takes milliseconds; on PostgreSQL
it is loaded within a transaction that is taken back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import translation

from promost.accounts import demo as accounts
from promost.kit import clock
from promost.plans import demo as plans
from promost.progress import demo as progress
from promost.registry import demo as registry
from promost.support import demo as support

FROZEN = datetime.fromisoformat("2025-11-17T09:00:00+03:00")
_loaded: list[sqlite3.Connection] = []
"""The loaded database, once somebody asked for it."""


@contextmanager
def loaded() -> Iterator[None]:
    """Have registry, accounts, plans, the story of progress and that of support in the database within the block, and nothing after it."""
    way = _copied if connection.vendor == "sqlite" else _taken_back
    with way():
        yield


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        _load()
        yield
        transaction.set_rollback(True)


@contextmanager
def _copied() -> Iterator[None]:
    before = _copy()
    if not _loaded:
        with transaction.atomic():
            _load()
        _loaded.append(_copy())
    else:
        _put(_loaded[0])
    try:
        yield
    finally:
        _put(before)
        before.close()


def _load() -> None:
    with clock.stopped(FROZEN), translation.override("ru"):
        for room in (registry, accounts, plans, progress, support):
            room.load()


def _copy() -> sqlite3.Connection:
    """Copy the tests' database into memory."""
    connection.ensure_connection()
    made = sqlite3.connect(":memory:", check_same_thread=False)
    connection.connection.backup(made)
    return made


def _put(kept: sqlite3.Connection) -> None:
    """Put a copy in the place of the tests' database."""
    connection.ensure_connection()
    kept.backup(connection.connection)
    ContentType.objects.clear_cache()
