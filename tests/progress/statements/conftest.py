"""What tests of statements begin with: two programmes in force, their people, and a day on which quarters are over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.utils import translation

from promost.kit import clock
from tests.progress.statements.signing import Signed

NOON = datetime(2025, 7, 15, 12, tzinfo=UTC)
"""The second quarter of 2025 is over everywhere."""


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.stopped(NOON), translation.override("en"):
        yield


@pytest.fixture
def three(db: None) -> Signed:
    """Return a programme of donor, recipient and curator, in force."""
    return Signed.of_three()


@pytest.fixture
def two(db: None) -> Signed:
    """Return a programme of recipient and buyer without a curator, in force."""
    return Signed.of_two()
