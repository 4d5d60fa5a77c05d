"""A measure by the last day of a report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from promost.progress.shapes import MeasureProgress, MeasureState
from promost.reports.quarters import Quarter
from promost.reports.snapshot.drawn import Drawn
from promost.reports.snapshot.promise import Promised
from promost.reports.snapshot.shapes import MeasureLine, NoteLine, Outcome

_OUTCOMES: Mapping[MeasureState, Outcome] = {
    MeasureState.SUBMITTED: Outcome.SUBMITTED,
    MeasureState.NOT_STARTED: Outcome.NOT_STARTED,
    MeasureState.IN_PROGRESS: Outcome.IN_PROGRESS,
    MeasureState.WITHOUT: Outcome.WITHOUT,
    MeasureState.CANCELLED: Outcome.CANCELLED,
}


def measure_line(promised: Promised, drawn: Drawn) -> MeasureLine:
    """Return a measure as the report has it."""
    progress = drawn.progress.measures[promised.key]
    judged = drawn.judged.measures.get(promised.key)
    result = outcome(progress, promised.starts_on, drawn.day)
    note = drawn.note(promised.key)
    done_since = judged.done_on if judged and progress.done_on is None else None
    return MeasureLine(
        uuid=progress.uuid,
        number=promised.number,
        title=promised.title,
        section=promised.section,
        direction=promised.direction,
        owners=promised.owners,
        starts_on=promised.starts_on,
        ends_on=promised.ends_on,
        deadline_kind=promised.deadline_kind,
        deadline_text=promised.deadline_text,
        due_on=progress.due_on,
        done_on=progress.done_on,
        done_since=done_since,
        outcome=result,
        risk=str(progress.risk),
        days_late=_days_late(result, progress, drawn.day),
        is_of_quarter=_is_of(progress, drawn.quarter),
        occurrences=len(progress.occurrences),
        occurrences_over=sum(1 for each in progress.occurrences if _is_over(each.due_on, drawn.day, each.is_over)),
        occurrences_met=sum(1 for each in progress.occurrences if each.is_met),
        needs_document=progress.needs_document,
        is_handed_in=progress.is_handed_in,
        facts=progress.facts,
        note=NoteLine(note.day, note.text, note.by) if note else None,
        place=promised.place,
    )


def outcome(measure: MeasureProgress, starts_on: date | None, day: date) -> Outcome:
    """What became of a measure by a day; one done without a deadline is in time.

    Progress judges by the calendar of the moment at which it is asked: what became late after the day was not late yet.
    """
    if measure.state == MeasureState.DONE:
        return Outcome.LATE if measure.in_time is False else Outcome.IN_TIME
    if measure.state == MeasureState.LATE and _missed(measure, day) is not None:
        return Outcome.NOT_OCCURRED
    if measure.state in {MeasureState.LATE, MeasureState.IN_PROGRESS}:
        begun = measure.facts > 0 or (starts_on is not None and starts_on <= day)
        return Outcome.IN_PROGRESS if begun else Outcome.NOT_STARTED
    return _OUTCOMES[measure.state]


def _missed(measure: MeasureProgress, day: date) -> date | None:
    """The first term that was over on the day and not met."""
    missed = [each.due_on for each in measure.occurrences if each.is_missed and each.due_on <= day]
    whole = measure.due_on if measure.due_on and measure.due_on <= day else None
    return min(missed, default=whole)


def _is_over(due_on: date, day: date, is_over: bool) -> bool:
    return is_over and due_on <= day


def _days_late(result: Outcome, measure: MeasureProgress, day: date) -> int | None:
    """Days since the first term that was missed; of several terms each ends by itself."""
    if result not in {Outcome.LATE, Outcome.NOT_OCCURRED}:
        return None
    due_on = _missed(measure, day)
    until = measure.done_on if result is Outcome.LATE else day
    days = (until - due_on).days if until and due_on else 0
    return days if days > 0 else None


def _is_of(measure: MeasureProgress, quarter: Quarter) -> bool:
    days = [measure.due_on, measure.done_on, *(each.due_on for each in measure.occurrences)]
    return any(day is not None and quarter.start <= day <= quarter.end for day in days)
