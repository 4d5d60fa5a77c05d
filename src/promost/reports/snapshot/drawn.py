"""What a snapshot is drawn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from promost.progress.queries import SeenChange
from promost.progress.shapes import NoteLine, PlanProgress
from promost.reports.quarters import Quarter
from promost.reports.snapshot.promise import Promise
from promost.reports.snapshot.shapes import Name, SignedLine


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plan's promise, its progress by ``day``, and the same judged when the report is drawn."""

    promise: Promise
    progress: PlanProgress
    judged: PlanProgress
    quarter: Quarter
    day: date
    changes: Mapping[int, Sequence[SeenChange]] = field(default_factory=dict)
    """The changes of targets, by the target's key."""
    signed: Mapping[Name, SignedLine] = field(default_factory=dict)
    """The signatures under the statement of the quarter, by the party's name."""

    def note(self, measure: int) -> NoteLine | None:
        """The newest note of a measure by the report's last day, else the newest written since."""
        known = (each.measures.get(measure) for each in (self.progress, self.judged))
        return next((each.note for each in known if each and each.note), None)
