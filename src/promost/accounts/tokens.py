"""Tokens of invitations: what the letter carries, and what the database keeps of it."""

from __future__ import annotations

import hashlib
import secrets


def new() -> str:
    """Return a token that cannot be guessed: 256 bits, fit for an address."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what is kept: SHA-256 in hex. Whoever reads the database cannot accept an invitation."""
    return hashlib.sha256(token.encode()).hexdigest()
