"""Talking to whoever sits at the terminal."""

from __future__ import annotations

import sys


def say(text: str = "") -> None:
    """Write a line, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """Write a line about what went wrong, where errors go."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
