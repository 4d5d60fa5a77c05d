"""Django made hostile: rows without an order come in any order, and tables that refuse DELETE can still be emptied."""

from __future__ import annotations

import random
from collections.abc import Collection
from typing import Any

from django.core import mail
from django.db import connections
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models import Model, QuerySet

from promost.kit import guards

_dice = random.Random()
_kept = False


def start(seed: str, *, keep_order: bool) -> None:
    """Begin a test: its name is the seed, so that a failure comes back; ``keep_order`` leaves rows as they come."""
    global _kept  # noqa: PLW0603 - one test runs at a time
    _kept = keep_order
    _dice.seed(seed)


def unread_letters(fixtures: Collection[str]) -> list[str]:
    """Return the subjects of letters that a test sent, unless it asks for ``mailoutbox`` and so looks at them."""
    return [] if "mailoutbox" in fixtures else [letter.subject for letter in getattr(mail, "outbox", [])]


def install() -> None:
    """Make Django hostile for the rest of this process."""
    _shuffle_unordered()
    _empty_guarded_tables()


def _shuffle_unordered() -> None:
    fetch = QuerySet._fetch_all

    def fetch_all(self: QuerySet[Model]) -> None:
        fresh = self._result_cache is None
        fetch(self)
        if fresh and not _kept and not self.ordered and not self.query.is_sliced:
            _dice.shuffle(self._result_cache)  # type: ignore[arg-type] # filled by the line above

    QuerySet._fetch_all = fetch_all  # type: ignore[method-assign, assignment]


def _empty_guarded_tables() -> None:
    flush = BaseDatabaseOperations.execute_sql_flush

    def execute_sql_flush(self: BaseDatabaseOperations, sql_list: Any) -> None:
        guards.remove(connections[self.connection.alias])  # put back by post_migrate, which a flush sends
        flush(self, sql_list)

    BaseDatabaseOperations.execute_sql_flush = execute_sql_flush  # type: ignore[method-assign]
