"""A target by the last day of a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from promost.progress.shapes import PlanProgress, Point, TargetProgress
from promost.reports.snapshot.changes import gravest
from promost.reports.snapshot.drawn import Drawn
from promost.reports.snapshot.figures import figure_line
from promost.reports.snapshot.promise import Promised
from promost.reports.snapshot.shapes import ChangeLine, Name, TargetLine


def target_lines(drawn: Drawn, changes: Sequence[ChangeLine] = ()) -> Iterator[TargetLine]:
    """Return the targets of the whole plan, then those of its measures, each with its changes."""
    mine: dict[str, list[ChangeLine]] = defaultdict(list)
    for change in changes:
        mine[change.target].append(change)
    by_day = {target.target_id: target for target in _all(drawn.progress)}
    for target in drawn.judged.targets:
        yield _line(target, by_day.get(target.target_id, target), None, drawn, tuple(mine[target.uuid]))
    for promised in drawn.promise.measures:
        measure = drawn.judged.measures.get(promised.key)
        for target in measure.targets if measure else ():
            yield _line(target, by_day.get(target.target_id, target), promised, drawn, tuple(mine[target.uuid]))


def _all(progress: PlanProgress) -> Iterable[TargetProgress]:
    yield from progress.targets
    for measure in progress.measures.values():
        yield from measure.targets


def _line(
    target: TargetProgress,
    by_day: TargetProgress,
    promised: Promised | None,
    drawn: Drawn,
    changed: tuple[ChangeLine, ...],
) -> TargetLine:
    """``target`` as it is judged when the report is drawn, ``by_day`` with the facts by the report's last day."""
    point = _point(target, drawn.quarter.end)
    is_due = point is not None and point.due_on <= drawn.day
    measure = drawn.judged.measures.get(promised.key) if promised else None
    note = drawn.note(promised.key) if promised else None
    return TargetLine(
        uuid=target.uuid,
        measure=promised.number if promised else "",
        measure_uuid=measure.uuid if measure else "",
        label=target.label,
        indicator=target.indicator,
        indicator_name=drawn.promise.indicators.get(target.indicator, Name(target.indicator_name)),
        unit=target.unit,
        okei=target.okei,
        comparator=target.comparator,
        due_on=point.due_on if point else None,
        is_due=is_due,
        promised=point.promised if point else None,
        original=point.original if point else None,
        changes=target.changes,
        figure=figure_line(point.figure if point and is_due else by_day.figure),
        standing=str(point.standing if point and is_due else by_day.standing),
        reason=note.text if note else "",
        changed=changed,
        changed_in_last_month=any(each.in_last_month for each in changed),
        lowering=gravest(changed),
    )


def _point(target: TargetProgress, day: date) -> Point | None:
    """The last reporting day by the quarter's end, else the next; of those a day with a dash tells nothing."""
    passed = [point for point in target.points if point.due_on <= day]
    told = [point for point in passed if point.promised is not None]
    if told or passed:
        return (told or passed)[-1]
    return target.points[0] if target.points else None
