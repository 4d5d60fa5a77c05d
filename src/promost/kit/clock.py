"""Two clocks. The business clock tells what day the programme has and may be frozen by a demonstration; machine time
measures sessions, leases and tokens and never stands still.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_noop as _

_frozen: ContextVar[datetime | None] = ContextVar("promost_frozen_at", default=None)
NO_MOMENT = _("PROMOST_FROZEN_AT is no moment with its zone. Write it like this: 2025-11-17T09:00:00+03:00")


def machine_now() -> datetime:
    """Return the machine's moment, aware, in UTC."""
    return datetime.now(UTC)


def frozen_at() -> datetime | None:
    """Return the moment at which the business clock stands still, or None where it runs.

    Raises ImproperlyConfigured when the installation was told something that is no moment with its zone.
    """
    held = _frozen.get()
    if held is not None:
        return held
    return _told(settings.FROZEN_AT) if settings.FROZEN_AT else None


@lru_cache(maxsize=8)
def _told(text: str) -> datetime:
    try:
        return aware(datetime.fromisoformat(text))
    except ValueError:
        raise ImproperlyConfigured(NO_MOMENT) from None


def aware(moment: datetime) -> datetime:
    """Return a moment that says its zone. Raises ValueError for one that does not: it would be taken for anybody's."""
    if moment.utcoffset() is None:
        raise ValueError(f"{moment} says no zone")
    return moment


def now() -> datetime:
    """Return the business moment, aware, in UTC."""
    return (frozen_at() or machine_now()).astimezone(UTC)


def today(zone: ZoneInfo) -> date:
    """Return the day that the business clock shows in ``zone``."""
    return now().astimezone(zone).date()


@contextmanager
def stopped(at: datetime) -> Iterator[None]:
    """Hold the business clock at ``at`` within the block: for demonstrations and tests. Raises ValueError if naive.

    It holds in this thread alone.
    """
    token = _frozen.set(aware(at))
    try:
        yield
    finally:
        _frozen.reset(token)
