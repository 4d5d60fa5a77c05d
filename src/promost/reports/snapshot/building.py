"""From a promise and its progress to a snapshot. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from promost.kit.moments import Moment
from promost.progress.shapes import (
    Figure,
    MeasureProgress,
    MeasureState,
    PlanProgress,
    Point,
    TargetProgress,
)
from promost.reports.quarters import Quarter
from promost.reports.snapshot import counting
from promost.reports.snapshot.promise import Promise, Promised
from promost.reports.snapshot.shapes import (
    FigureLine,
    MeasureLine,
    Name,
    NoteLine,
    Outcome,
    Snapshot,
    TargetLine,
)

_OUTCOMES: Mapping[MeasureState, Outcome] = {
    MeasureState.NOT_STARTED: Outcome.NOT_STARTED,
    MeasureState.IN_PROGRESS: Outcome.IN_PROGRESS,
    MeasureState.LATE: Outcome.NOT_OCCURRED,
    MeasureState.WITHOUT: Outcome.WITHOUT,
    MeasureState.CANCELLED: Outcome.CANCELLED,
}


def build(promise: Promise, progress: PlanProgress, quarter: Quarter, at: Moment) -> Snapshot:
    """Put a snapshot together. A measure that progress does not know has not started."""
    measures = tuple(_measure(each, progress.measures.get(each.key), quarter, at.day) for each in promise.measures)
    targets = [*((target, "", None) for target in progress.targets), *_of_measures(promise, progress)]
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
        targets=tuple(_target(each, number, note, promise, quarter.end) for each, number, note in targets),
        whole=counting.totals(measures),
        of_quarter=counting.totals(each for each in measures if each.is_of_quarter),
        by_direction=counting.by_direction(measures),
        by_section=counting.by_section(measures),
        by_executor=counting.by_executor(measures),
    )


def outcome(measure: MeasureProgress) -> Outcome:
    """What became of a measure; one done without a deadline is in time."""
    if measure.state == MeasureState.DONE:
        return Outcome.LATE if measure.in_time is False else Outcome.IN_TIME
    return _OUTCOMES[measure.state]


def _measure(promised: Promised, progress: MeasureProgress | None, quarter: Quarter, day: date) -> MeasureLine:
    result = outcome(progress) if progress else Outcome.NOT_STARTED
    occurrences = progress.occurrences if progress else ()
    over = [each for each in occurrences if each.is_over]
    note = progress.note if progress else None
    return MeasureLine(
        uuid=progress.uuid if progress else "",
        number=promised.number,
        title=promised.title,
        section=promised.section,
        direction=promised.direction,
        owners=promised.owners,
        starts_on=promised.starts_on,
        ends_on=promised.ends_on,
        deadline_kind=promised.deadline_kind,
        deadline_text=promised.deadline_text,
        due_on=progress.due_on if progress else promised.ends_on,
        done_on=progress.done_on if progress else None,
        outcome=result,
        risk=str(progress.risk) if progress else "",
        days_late=_days_late(result, progress, day),
        is_of_quarter=_is_of(promised, progress, quarter),
        occurrences=len(occurrences),
        occurrences_over=len(over),
        occurrences_met=sum(1 for each in occurrences if each.is_met),
        needs_document=bool(progress and progress.needs_document),
        is_handed_in=bool(progress and progress.is_handed_in),
        facts=progress.facts if progress else 0,
        note=NoteLine(note.day, note.text, note.by) if note else None,
        place=promised.place,
    )


def _days_late(result: Outcome, progress: MeasureProgress | None, day: date) -> int | None:
    """Days since the first term that was missed; of several terms each ends by itself."""
    if progress is None or result not in {Outcome.LATE, Outcome.NOT_OCCURRED}:
        return None
    missed = [each.due_on for each in progress.occurrences if each.is_over and not each.is_met]
    due_on = min(missed, default=progress.due_on)
    until = progress.done_on if result is Outcome.LATE else day
    days = (until - due_on).days if until and due_on else 0
    return days if days > 0 else None


def _is_of(promised: Promised, progress: MeasureProgress | None, quarter: Quarter) -> bool:
    days = [promised.ends_on]
    if progress is not None:
        days = [progress.due_on, progress.done_on, *(each.due_on for each in progress.occurrences)]
    return any(day is not None and quarter.start <= day <= quarter.end for day in days)


def _of_measures(
    promise: Promise, progress: PlanProgress
) -> Iterable[tuple[TargetProgress, str, MeasureProgress | None]]:
    for promised in promise.measures:
        measure = progress.measures.get(promised.key)
        for target in measure.targets if measure else ():
            yield target, promised.number, measure


def _target(
    target: TargetProgress, number: str, measure: MeasureProgress | None, promise: Promise, day: date
) -> TargetLine:
    point = _point(target, day)
    is_due = point is not None and point.due_on <= day
    return TargetLine(
        uuid=target.uuid,
        measure=number,
        label=target.label,
        indicator=target.indicator,
        indicator_name=promise.indicators.get(target.indicator, Name(target.indicator_name)),
        unit=target.unit,
        okei=target.okei,
        comparator=target.comparator,
        due_on=point.due_on if point else None,
        is_due=is_due,
        promised=point.promised if point else None,
        original=point.original if point else None,
        changes=target.changes,
        figure=_figure(point.figure if point and is_due else target.figure),
        standing=str(point.standing if point and is_due else target.standing),
        reason=measure.note.text if measure and measure.note else "",
        place=promise.target_places.get(target.target_id, {}),
    )


def _point(target: TargetProgress, day: date) -> Point | None:
    """The last reporting day that has come, else the next; among those come, one with a dash tells nothing."""
    passed = [point for point in target.points if point.due_on <= day]
    told = [point for point in passed if point.promised is not None]
    if told or passed:
        return (told or passed)[-1]
    return target.points[0] if target.points else None


def _figure(figure: Figure) -> FigureLine:
    return FigureLine(
        state=str(figure.state),
        value=figure.value,
        by_hand=figure.by_hand,
        contributors=figure.contributors,
        facts=figure.facts,
        release=figure.release,
        parts=figure.parts,
        unknown=figure.unknown,
    )
