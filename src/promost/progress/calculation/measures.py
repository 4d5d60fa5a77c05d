"""The state of a measure: it follows from facts, dates and documents."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from promost.progress.calculation import targets
from promost.progress.calculation.documents import Document
from promost.progress.calculation.kinds.source import source_of
from promost.progress.calculation.occurrences import Terms
from promost.progress.calculation.rows import MeasureLine, PlanLine, Pools, TargetRow
from promost.progress.shapes import MeasureProgress, MeasureState, NoteLine, Risk, Standing, TargetProgress


@dataclass(frozen=True, slots=True)
class Work:
    """A measure on its way: its term, its facts, its targets with the days on which they were reached."""

    line: MeasureLine
    terms: Terms
    facts: int
    targets: tuple[TargetProgress, ...]
    reached: tuple[date | None, ...]


def measure_progress(
    line: MeasureLine,
    promised: Iterable[TargetRow],
    plan: PlanLine,
    pools: Pools,
    completion: int | None,
    note: NoteLine | None = None,
) -> MeasureProgress:
    """Return a measure's progress. ``completion`` is the key of the indicator of completion documents."""
    facts = pools.measures.get(line.key, [])
    sources = [source_of(target, plan, pools) for target in promised]
    progress = tuple(targets.target_progress(source, line.today) for source in sources)
    work = Work(
        line=line,
        terms=Terms.of(line, facts, completion),
        facts=sum(row.facts for row in facts),
        targets=progress,
        reached=tuple(targets.reached_on(*each) for each in zip(sources, progress, strict=True)),
    )
    confirmed = [each for each in work.terms.documents if not each.waits]
    is_submitted = len(confirmed) < len(work.terms.documents)
    done_on = _done_on(work, confirmed)
    submitted_on = _done_on(work, work.terms.documents) if is_submitted and done_on is None else None
    state = _state(work, done_on, submitted_on)
    return MeasureProgress(
        measure_id=line.key,
        uuid=line.uuid,
        state=state,
        risk=_risk(work, state),
        done_on=done_on,
        in_time=_in_time(work, done_on, state),
        due_on=work.terms.last,
        is_handed_in=bool(confirmed),
        needs_document=line.needs_document,
        targets=progress,
        occurrences=work.terms.occurrences,
        facts=work.facts,
        note=note,
        is_submitted=is_submitted,
        submitted_on=submitted_on,
    )


def _done_on(work: Work, documents: Collection[Document]) -> date | None:
    """The day a measure became done: the later of its targets', its document's and, of several terms, the last one's.

    A document counts by the day of handing in; ``documents`` are those that count. A target whose indicator nobody has
    said cannot be decided by figures: the document decides instead.
    """
    known = [day for target, day in zip(work.targets, work.reached, strict=True) if targets.is_known(target)]
    if None in known:
        return None
    days = [day for day in known if day is not None]
    needs_document = work.line.needs_document or len(known) < len(work.targets)
    if work.terms.occurrences:
        closing = work.terms.closed_on(documents, by_document=needs_document)
    elif needs_document or not known:
        closing = min((each.day for each in documents), default=None)
    else:
        return max(days)
    return max([*days, closing]) if closing else None


def _state(work: Work, done_on: date | None, submitted_on: date | None) -> MeasureState:
    if not work.line.in_force:
        return MeasureState.CANCELLED
    if done_on is not None:
        return MeasureState.DONE
    if submitted_on is not None and _was_in_time(work.terms, submitted_on):
        return MeasureState.SUBMITTED
    if work.terms.is_without:
        return MeasureState.WITHOUT
    if work.terms.is_late(work.line.today):
        return MeasureState.LATE
    return MeasureState.IN_PROGRESS if _has_begun(work) else MeasureState.NOT_STARTED


def _was_in_time(terms: Terms, submitted_on: date) -> bool:
    """Whether a document that waits came in time: lateness is judged by the day of handing in."""
    in_time = terms.last is None or submitted_on <= terms.last
    return in_time and not any(each.is_missed for each in terms.occurrences)


def _has_begun(work: Work) -> bool:
    start = work.line.starts_on
    return work.facts > 0 or (start is not None and start <= work.line.today)


def _in_time(work: Work, done_on: date | None, state: MeasureState) -> bool | None:
    """Whether it was done by its last day, each of several terms kept; None where nothing is late, or not yet."""
    if work.terms.last is None:
        return None
    if done_on is not None:
        return done_on <= work.terms.last and all(each.is_kept for each in work.terms.occurrences)
    return False if state == MeasureState.LATE else None


def _risk(work: Work, state: MeasureState) -> Risk:
    if state not in {MeasureState.NOT_STARTED, MeasureState.IN_PROGRESS, MeasureState.WITHOUT}:
        return Risk.NONE
    if any(targets.is_missed(target) for target in work.targets if target.standing != Standing.MET):
        return Risk.BEHIND
    return Risk.NEAR if work.terms.is_near(work.line.today) else Risk.NONE
