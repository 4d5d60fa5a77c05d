"""What tests of plans begin with: a small programme, and documents read into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import pytest

from promost.plans.models import Import, Plan
from tests.plans import world as worlds
from tests.plans.world import World


class Read(Protocol):
    """Read a document with these rows into the programme and return its preview."""

    def __call__(self, *rows: tuple[str, ...], plan: Plan | None = None) -> Import:
        """Return the import in preview."""


@pytest.fixture
def world() -> World:
    """Return the programme and its people."""
    return worlds.build()


@pytest.fixture
def read(world: World, at_commit: Callable[[], Any]) -> Read:
    """Return the way to read documents in."""

    def reading(*rows: tuple[str, ...], plan: Plan | None = None) -> Import:
        with at_commit():
            source = worlds.read(world, *rows, plan=plan)
        source.refresh_from_db()
        return source

    return reading
