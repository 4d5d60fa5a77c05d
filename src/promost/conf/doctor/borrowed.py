"""A key for the time of looking: reading the settings makes one and keeps it, and the doctor changes nothing."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

NAME = "PROMOST_SECRET_KEY"
MARK = "borrowed-by-the-doctor-"


def borrow_key(home: Path) -> None:
    """Put a key into this process's environment where the installation has none."""
    if not os.environ.get(NAME) and not (home / "secret.key").exists():
        os.environ[NAME] = MARK + secrets.token_urlsafe(64)


def is_borrowed() -> bool:
    """Tell whether the key of this process is the doctor's own."""
    return os.environ.get(NAME, "").startswith(MARK)
