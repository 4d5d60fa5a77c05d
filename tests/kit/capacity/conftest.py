"""A tour of three places, and the machine's clock held at noon."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from promost.kit import capacity
from promost.kit.capacity import Resource
from tests.kit.capacity.places import NOON, TOUR, Clock


@pytest.fixture
def machine() -> Iterator[Clock]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def tour(db: None, machine: Clock) -> Resource:
    return capacity.open_(TOUR, 3)
