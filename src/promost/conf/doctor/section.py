"""What the doctor tells, gathered by the part of the house that was looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from promost.kit.health import Finding, Level

ORDER = (Level.WELL, Level.WARNING, Level.ILL)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the house: its code ("database", a room's own), its name, and what was found there."""

    code: str
    name: str
    findings: tuple[Finding, ...]


def worst(sections: Iterable[Section]) -> Level:
    """Return the worst level of all findings; well where there are none."""
    levels = [finding.level for section in sections for finding in section.findings]
    return max(levels, key=ORDER.index, default=Level.WELL)
