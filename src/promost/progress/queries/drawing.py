"""A plan with the changes of its targets, each judged by its eve: one reading for a page or a report.

What had come on the eve of each change comes in the same statements as the plan's own facts and levels, each term as of
its own moment, so that no number of changes adds a query.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from promost.kit.moments import Moment
from promost.plans.models import Edition, Scope
from promost.plans.queries.changes import TargetChange, changes_of_targets
from promost.plans.queries.promised import value_rows
from promost.progress.calculation.kinds.source import source_of
from promost.progress.calculation.lowering import Judged, judged
from promost.progress.calculation.rows import TargetRow
from promost.progress.calculation.targets import target_progress
from promost.progress.queries.lines import MeasureRow, lines_in, measure_rows
from promost.progress.queries.promises import targets_of
from promost.progress.queries.reading import NOTHING_GIVEN, Asking, Given, Read, as_of_day, read_all
from promost.progress.queries.showing import calculated
from promost.progress.shapes import Lowering, PlanProgress
from promost.registry.models.organisations import FEDERAL_ZONE

Changes = Mapping[int, Sequence[TargetChange]]


@dataclass(frozen=True, slots=True)
class SeenChange:
    """A change of a target and how it stands against what had come on its eve."""

    change: TargetChange
    judged: Judged

    @property
    def is_flagged(self) -> bool:
        """Whether a report flags it: of the last month of the year, or lowered while what was due had not come."""
        return self.change.in_last_month or self.judged.lowering not in {Lowering.NONE, Lowering.KEPT}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plan at a moment and by an earlier day (the same, if none was asked for); the changes by target's key."""

    progress: PlanProgress
    by_day: PlanProgress
    changes: Mapping[int, tuple[SeenChange, ...]]
    rows: Sequence[MeasureRow]
    """The measures as read, with the further fields that were asked for."""


def plan_with_changes(
    edition: Edition, at: Moment, given: Given = NOTHING_GIVEN, day: date | None = None, also: Sequence[str] = ()
) -> Drawn:
    """Return a plan in an edition (with its plan) at a moment, and by an earlier ``day`` as known at the same moment.

    Six queries at most: measures (with the fields named in ``also``), targets, facts, levels, parties and editions;
    none of those that are ``given`` or were read with the edition.
    """
    plan = edition.plan
    moments = [at] if day is None or day >= at.day else [at, Moment(day, at.known_at)]
    rows = measure_rows([edition.pk], moments, also)
    values = value_rows({plan.pk: edition.number}) if given.values is None else given.values
    known = Given(given.parties, values)
    changes = changes_of_targets(plan, at, edition, values)
    eves = _eves(changes, known)
    lines, cuts = lines_in(rows, at), [each.day for each in moments[1:]]
    main = Asking([edition], at, targets_of([edition], rows=values), given.parties, lines, cuts=cuts)
    read, *before = read_all([main, *eves.values()])
    progress = calculated(read)[plan.pk]
    by_day = _early(read, moments[1], edition, rows) if cuts else progress
    return Drawn(progress, by_day, _seen(changes, dict(zip(eves, before, strict=True))), rows)


def _early(read: Read, at: Moment, edition: Edition, rows: Sequence[MeasureRow]) -> PlanProgress:
    lines = lines_in(rows, at, 1)
    by_plan = {edition.plan_id: lines[edition.pk]} if edition.pk in lines else {}
    return calculated(as_of_day(read, at.day, {**read.lines, **by_plan}))[edition.plan_id]


def _eves(changes: Changes, given: Given) -> dict[int, Asking]:
    """Return {the edition's number that lowered targets: what is asked of its eve, under the edition before}."""
    lowered: dict[int, list[TargetChange]] = {}
    for change in (each for several in changes.values() for each in several if each.is_lowered):
        lowered.setdefault(change.made.number, []).append(change)
    return {number: _eve(several, given) for number, several in lowered.items()}


def _eve(changes: Sequence[TargetChange], given: Given) -> Asking:
    base, agreed_on = changes[0].base, changes[0].agreed_on
    keys = {change.target for change in changes}
    every = targets_of([base], rows=given.values).get(base.plan_id, ())
    targets = [target for target in every if target.key in keys]
    eve = Moment.as_of(agreed_on - timedelta(days=1), ZoneInfo(FEDERAL_ZONE))
    return Asking([base], eve, {base.plan_id: targets}, given.parties, measures=_measures(targets))


def _measures(targets: Iterable[TargetRow]) -> set[int] | None:
    """The measures whose facts are asked for; None for all: a target of the whole plan may count under any."""
    if any(each.measure is None and each.scope == Scope.MEASURE for each in targets):
        return None
    return {each.measure for each in targets if each.measure is not None}


def _seen(changes: Changes, eves: Mapping[int, Read]) -> dict[int, tuple[SeenChange, ...]]:
    return {key: tuple(SeenChange(each, _judged(each, eves)) for each in several) for key, several in changes.items()}


def _judged(change: TargetChange, eves: Mapping[int, Read]) -> Judged:
    if not change.is_lowered:
        return Judged(Lowering.NONE)
    eve, plan = eves[change.made.number], change.base.plan_id
    row = next(each for each in eve.targets[plan] if each.key == change.target)
    before = target_progress(source_of(row, eve.plans[plan], eve.pools[plan]), change.agreed_on)
    return judged(before, [(each.due_on, each.before) for each in change.lowered], change.agreed_on)
