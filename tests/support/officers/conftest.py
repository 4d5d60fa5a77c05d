"""At noon of a day in May, with nothing kept from other tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from promost.kit import clock
from tests.support.applications.made import NOON
from tests.support.officers.made import forget


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    forget()
    with clock.stopped(NOON):
        yield
    forget()
