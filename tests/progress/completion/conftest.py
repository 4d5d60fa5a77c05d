"""What tests of completion begin with: two programmes in force, and a day on which their measures are at work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.utils import translation

from promost.kit import clock
from tests.progress.completion.documents import Documents

NOON = datetime(2025, 7, 15, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.stopped(NOON), translation.override("en"):
        yield


@pytest.fixture
def three(db: None) -> Documents:
    """Return a programme of donor, recipient and curator, in force; donor and recipient own the measure."""
    return Documents.of(("recipient", "donor", "curator"))


@pytest.fixture
def two(db: None) -> Documents:
    """Return a programme of recipient and buyer without a curator, in force."""
    return Documents.of(("recipient", "buyer"))
