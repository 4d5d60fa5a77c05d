"""From a promise and its progress to a snapshot. Pure."""

from __future__ import annotations

from promost.kit.moments import Moment
from promost.progress.shapes import PlanProgress
from promost.reports.quarters import Quarter
from promost.reports.snapshot import counting
from promost.reports.snapshot.changes import change_lines, totals
from promost.reports.snapshot.drawn import Drawn
from promost.reports.snapshot.measures import measure_line
from promost.reports.snapshot.promise import Promise
from promost.reports.snapshot.signing import signatories
from promost.reports.snapshot.targets import target_lines
from promost.reports.snapshot.whole import Snapshot


def build(
    promise: Promise, progress: PlanProgress, quarter: Quarter, at: Moment, judged: PlanProgress | None = None
) -> Snapshot:
    """Put a snapshot together. A measure that progress does not know has not started.

    ``progress`` holds the facts by the report's last day, ``at.day``; ``judged`` the same plan at the moment the report
    is drawn, if that is later: by then a value has become due, and a measure may have been done after all.
    """
    return of(Drawn(promise, progress, judged or progress, quarter, at.day), at)


def of(drawn: Drawn, at: Moment) -> Snapshot:
    """Put a snapshot together of all that was read for it, with the changes of targets and the signatures."""
    promise, progress, quarter = drawn.promise, drawn.progress, drawn.quarter
    known = (each for each in promise.measures if each.key in progress.measures)  # not those added by hand since
    measures = tuple(measure_line(each, drawn) for each in known)
    changes = change_lines(drawn)
    return Snapshot(
        plan=promise.plan,
        title=promise.title,
        kind=promise.kind,
        invented=promise.invented,
        agreement=promise.agreement,
        agreement_on=promise.agreement_on,
        starts_on=promise.starts_on,
        ends_on=promise.ends_on,
        edition=promise.edition,
        document=promise.document,
        year=quarter.year,
        quarter=quarter.number,
        quarter_start=quarter.start,
        quarter_end=quarter.end,
        day=at.day,
        known_at=at.known_at,
        parties=promise.parties,
        measures=measures,
        targets=tuple(target_lines(drawn, changes)),
        whole=counting.totals(measures),
        of_quarter=counting.totals(each for each in measures if each.is_of_quarter),
        by_direction=counting.by_direction(measures),
        by_section=counting.by_section(measures),
        by_executor=counting.by_executor(measures),
        changes=changes,
        change_totals=totals(changes),
        signatories=signatories(promise, drawn.signed),
    )
