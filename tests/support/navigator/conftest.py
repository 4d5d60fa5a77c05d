"""Engines kept in memory are those of this test's schemes: a database that was taken back numbers its rows anew."""

from __future__ import annotations

import pytest

from promost.support.schemes import queries


@pytest.fixture(autouse=True)
def _engines_of_this_test() -> None:
    queries._engine.cache_clear()
