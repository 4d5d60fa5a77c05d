"""What stands before and after the measures: title, year and period, agreement, duty to report, abbreviations."""

from __future__ import annotations

from dataclasses import dataclass, field

from promost.plans.reading.draft import Place


@dataclass(frozen=True, slots=True)
class Said:
    """A line outside tables of measures: its text, place and look."""

    text: str
    """Cleaned; the number that a list counts stands in front."""
    place: Place
    centred: bool = False
    bold: bool = False
    source: str = ""
    """The text as it stands in the source, line feeds kept."""
    number: str = ""
    """The number that a list counts."""
    heading: bool = False
    """Whether its style is that of a heading."""


@dataclass(slots=True)
class Front:
    """Lines before the measures, texts of tables there (approvals), and texts after the measures."""

    lines: list[Said] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
