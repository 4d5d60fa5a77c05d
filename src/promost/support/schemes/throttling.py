"""How often one reader may write to us: counted by a fingerprint that nobody can turn back into an address."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from promost.accounts.requests import ActingRequest
from promost.kit import clock

HOUR = 3600
MOST = 6
"""Remarks of one reader in an hour."""


def is_too_often(request: ActingRequest, most: int = MOST) -> bool:
    """Count one more remark of this reader, and tell whether it is one too many.

    A stranger is told from others by the address; what is kept for an hour is a keyed digest of it, of the session and
    of the day, never the address itself.
    """
    key = f"support-remark-{_fingerprint(request)}"
    if cache.add(key, 1, HOUR):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out between the two
        return False


def _fingerprint(request: ActingRequest) -> str:
    who = f"user {request.user.pk}" if request.user.is_authenticated else request.META.get("REMOTE_ADDR", "")
    return salted_hmac("promost.support.remarks", f"{clock.machine_now():%Y-%m-%d} {who}").hexdigest()[:32]
