"""What the tests of duties share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation

from promost.duties import checking, kinds
from promost.duties.models import Duty
from promost.registry.rooms import Room
from tests.duties import owing
from tests.world import World

NOON = datetime(2025, 6, 25, 9, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    """Return a small world without duties."""
    built = World.build()
    Duty.objects.all().delete()
    return built


@pytest.fixture(autouse=True)
def _room_that_tells(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let one room tell what is owed: that of the tests."""
    room = Room(code="test", name="Test", expected_duties="tests.duties.owing:expected_duties")
    monkeypatch.setattr(checking, "rooms", lambda: (room, Room(code="silent", name="Silent")))
    monkeypatch.setattr(kinds, "_kinds", dict[str, Any](kinds._kinds))
    kinds.register("test.report", "Send the report", lambda origin: f"/reports/{origin.id}/")
    kinds.register("test.measure", "Complete the measure")
    owing.expected.clear()
    with translation.override("en"):
        yield
