"""How many queries a page asks: a number in the test, so that nobody adds one unseen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from django.test.utils import CaptureQueriesContext


@contextmanager
def assert_queries(count: int, using: str = "default") -> Iterator[CaptureQueriesContext]:
    """Fail unless exactly ``count`` queries are asked inside the block; the message lists them."""
    with CaptureQueriesContext(connections[using]) as asked:
        yield asked
    if len(asked) != count:
        listed = "\n".join(f"{number:3}. {query['sql'][:300]}" for number, query in enumerate(asked, 1))
        message = f"{len(asked)} queries were asked, not {count}:\n{listed}"
        raise AssertionError(message)
