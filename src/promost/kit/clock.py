"""Two clocks. The business clock tells what day the programme has and may be frozen by a demonstration; machine time
measures sessions, leases and tokens and never stands still.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

_frozen: ContextVar[datetime | None] = ContextVar("promost_frozen_at", default=None)


def machine_now() -> datetime:
    """Return the machine's moment, aware, in UTC."""
    return datetime.now(UTC)


def frozen_at() -> datetime | None:
    """Return the moment at which the business clock stands still, or None where it runs."""
    held = _frozen.get()
    if held is not None:
        return held
    return datetime.fromisoformat(settings.FROZEN_AT) if settings.FROZEN_AT else None


def now() -> datetime:
    """Return the business moment, aware, in UTC."""
    return (frozen_at() or machine_now()).astimezone(UTC)


def today(zone: ZoneInfo) -> date:
    """Return the day that the business clock shows in ``zone``."""
    return now().astimezone(zone).date()


@contextmanager
def stopped(at: datetime) -> Iterator[None]:
    """Hold the business clock at ``at`` (aware) within the block: for demonstrations and tests."""
    token = _frozen.set(at)
    try:
        yield
    finally:
        _frozen.reset(token)
