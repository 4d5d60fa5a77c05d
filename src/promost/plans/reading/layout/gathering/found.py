"""What the walk through a document has found so far, and how more is added to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from promost.plans.reading.draft import Place, Problem, Remainder
from promost.plans.reading.layout.front import Front
from promost.plans.reading.layout.grid import Grid
from promost.plans.reading.layout.segments import Segment
from promost.plans.reading.layout.vocabulary import phrases


@dataclass(frozen=True, slots=True)
class Heading:
    """A section as met: number and title as printed."""

    number: str
    title: str
    place: Place


@dataclass(slots=True)
class Raw:
    """A measure's rows, each with the segment whose columns explain it. ``continued``: a row was split in two."""

    section: int | None
    rows: list[tuple[Segment, int]]
    continued: bool = False


@dataclass(slots=True)
class Gathered:
    """Everything found in a document's tables. ``section`` is the index of the heading under which the walk stands."""

    raws: list[Raw] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    annexes: list[Segment] = field(default_factory=list)
    measures: list[Segment] = field(default_factory=list)
    remainder: list[Remainder] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    front: Front = field(default_factory=Front)
    section: int | None = None

    def open_section(self, number: str, title: str, place: Place) -> None:
        """A heading: what follows stands under it."""
        self.headings.append(Heading(number, title, place))
        self.section = len(self.headings) - 1

    def return_to(self, number: str, title: str, place: Place) -> None:
        """The section of this number and title, opened before or now."""
        known = (i for i, h in enumerate(self.headings) if (h.number, h.title) == (number, title))
        at = next(known, None)
        if at is None:
            self.open_section(number, title, place)
        else:
            self.section = at

    def leave(self, grid: Grid, rows: Iterable[int], reason: str) -> None:
        """Rows that are no measures, section or target, and why; blank ones say nothing."""
        self.remainder.extend(Remainder(reason, grid.line(row), grid.place(row)) for row in rows if not grid.blank(row))


def reason_after(text: str) -> str:
    """Why a line after the measures is none."""
    if "___" in text or phrases("words", "lines", "signature").starts(text):
        return "signature"
    if phrases("words", "lines", "continued").starts(text):
        return "continued"
    return "note"
