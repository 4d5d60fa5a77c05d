"""How often a token may call: so many times a minute, counted in the cache that all processes share.

The library's own throttle keeps a request's figures in itself, where threads would mix them up.
"""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from promost.kit import clock

MINUTE = 60


class PerToken(BaseThrottle):
    """Counts the calls of each token in the running minute. Two calls at one moment may count as one."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Tell whether the token of this request may call once more."""
        key, minute = f"api:{request.auth}", _seconds() // MINUTE  # type: ignore[attr-defined]
        last, count = cache.get(key, (minute, 0))
        count = count + 1 if last == minute else 1
        if count > settings.API_CALLS_A_MINUTE:
            return False
        cache.set(key, (minute, count), timeout=2 * MINUTE)
        return True

    def wait(self) -> float:
        """Return the seconds until the next minute begins."""
        return MINUTE - _seconds() % MINUTE


def _seconds() -> int:
    return int(clock.machine_now().timestamp())
