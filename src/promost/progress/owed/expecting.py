"""The duties that should be open, from promises and facts alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from promost.duties.expected import Expected
from promost.kit.moments import Moment
from promost.kit.refs import Ref
from promost.plans.models import Plan
from promost.progress.calculation.kinds.source import Source, source_of
from promost.progress.calculation.rows import Pools
from promost.progress.calculation.tally import tally
from promost.progress.calculation.windows import DAY, Window, reported_by
from promost.progress.owed.confirming import confirmations
from promost.progress.owed.owners import Body, Owners, owners_of
from promost.progress.queries.reading import NOTHING_GIVEN, read
from promost.progress.queries.showing import calculated, editions_in_force
from promost.progress.queries.wide import COUNTED
from promost.progress.shapes import MeasureProgress, MeasureState

MEASURE = "progress.measure"
"""A measure is due, or one occurrence of it: each owner's duty ends at its own midnight."""
FACT = "progress.fact"
"""The value of a target is due by the plan's reporting day."""


Met = tuple[str, Ref, str]
"""Kind, origin and part of a duty that facts have met."""


@dataclass(slots=True)
class Owed:
    """What is still owed, and what has been met."""

    expected: list[Expected] = field(default_factory=list)
    met: set[Met] = field(default_factory=set)


def expected_duties(at: Moment) -> Iterable[Expected]:
    """Return the duties that should be open for all plans at a moment."""
    return owed_by(list(Plan.objects.select_related("agreement").order_by("pk")), at).expected


def owed_by(plans: Sequence[Plan], at: Moment) -> Owed:
    """Return what is owed and what was met under some plans, in a fixed number of queries."""
    owed, editions = Owed(), editions_in_force(plans, at)
    if not editions:
        return owed
    every, owners = read(editions, at, NOTHING_GIVEN), owners_of(editions)
    every_progress = calculated(every)
    owed.expected += confirmations([edition.plan for edition in editions], every_progress, every.plans)
    for key, progress in every_progress.items():
        for measure in progress.measures.values():
            _of_measure(owed, measure, owners.of_measure(measure.measure_id))
        for target in every.targets.get(key, ()):
            _of_target(owed, source_of(target, every.plans[key], every.pools.get(key, Pools())), owners)
    return owed


def _of_measure(owed: Owed, measure: MeasureProgress, owners: Iterable[Body]) -> None:
    """By its last day, or by each of several terms. What can never be late is no duty.

    Who has handed in the document has done their part; a return opens the duty again.
    """
    if measure.due_on is None:
        return
    origin = Ref("plans.measure", measure.uuid)
    is_done = measure.state == MeasureState.DONE or measure.submitted_on is not None
    terms = [
        (each.due_on.isoformat(), each.due_on, each.is_met or each.submitted_on is not None)
        for each in measure.occurrences
    ]
    for part, due_on, is_met in terms or [("", measure.due_on, False)]:
        if is_met or is_done:
            owed.met.add((MEASURE, origin, part))
        else:
            owed.expected += [Expected(each.key, MEASURE, origin, part, due_on, each.zone) for each in owners]


def _of_target(owed: Owed, source: Source, owners: Owners) -> None:
    """The values of a target of the whole plan: what a measure promises is due with the measure."""
    target, plan = source.target, source.plan
    owner = owners.of_target(plan.key, target.owner)
    if target.measure is not None or owner is None:
        return
    origin = Ref("plans.target", target.uuid)
    for due_on, is_there in reported(source):
        if is_there:
            owed.met.add((FACT, origin, due_on.isoformat()))
        else:
            day = reported_by(plan, target, due_on)
            owed.expected.append(Expected(owner.key, FACT, origin, due_on.isoformat(), day, owner.zone))


def reported(source: Source) -> Iterator[tuple[date, bool]]:
    """Return the reporting days of a target, and whether anything was recorded for each one's own period.

    A nil report is a fact of 0 and settles the duty. Values that statistics publish are nobody's duty, nor are those
    whose indicator nobody has said.
    """
    target = source.target
    if target.indicator is None or target.indicator.kind == "observed":
        return
    days = [day for day, promised in target.values if promised is not None]
    starts = [None, *(day + DAY for day in days[:-1])]
    windows = [Window(*each) for each in zip(starts, days, strict=False)]
    yield from zip(days, _recorded(source, windows), strict=True)


def _recorded(source: Source, windows: Sequence[Window]) -> list[bool]:
    """Whether anything was recorded in each window: facts, or levels where a growth is counted."""
    indicator = source.target.indicator
    assert indicator is not None  # noqa: S101 - asked above; tells the type checker
    if indicator.kind == "gain" and indicator.level is not None:
        levels = source.levels_of_organisations(indicator.level, source.plan.day).values()
        days = {row.ends_on for rows in levels for row in rows if row.ends_on > source.plan.starts_on}
        return [any((window.since or day) <= day <= window.until for day in days) for window in windows]
    parts = [each for each in (indicator, *(indicator.parts or ())) if each.kind in COUNTED]
    facts = [row for part in parts for row in source.facts(part.key)]
    return [sums.facts > 0 for sums in tally(facts, windows)]
