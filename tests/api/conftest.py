"""What the tests of the API share."""

from __future__ import annotations

import pytest

from tests.world import World


@pytest.fixture
def world(db: None) -> World:
    """The small world."""
    return World.build()
