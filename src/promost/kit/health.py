"""What the doctor finds: each room looks after its own, and says what to do. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How a finding stands."""

    WELL = "well"
    WARNING = "warning"
    ILL = "ill"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it stands, in words, and the remedy ("" where nothing is to be done)."""

    subject: str
    level: Level
    words: str
    remedy: str = ""


Checks = Callable[[], Iterable[Finding]]
"""A room's ``checks``: what it looks at, in the reader's language."""
