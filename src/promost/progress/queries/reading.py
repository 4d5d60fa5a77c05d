"""Reading everything that plans' progress is made of, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from promost.kit.moments import Moment
from promost.plans.models import Edition, Measure, Participant, Party, Plan, Scope
from promost.plans.queries.parties import counting_regions
from promost.plans.queries.promised import ValueRow
from promost.progress.calculation.plans import report_days, reporting_days
from promost.progress.calculation.rows import PlanLine, Pools, Subjects, TargetRow
from promost.progress.queries.facts import pools_of
from promost.progress.queries.levels import Asked, levels_of, observed_by
from promost.progress.queries.lines import Lines, line_of, lines_of
from promost.progress.queries.promises import targets_of
from promost.progress.queries.wide import wide_scopes


@dataclass(frozen=True, slots=True)
class Given:
    """What a page has read already, so that it is not read again: the agreement's parties, the values of targets."""

    parties: Sequence[Party] | None = None
    values: Sequence[ValueRow] | None = None


NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True)
class Read:
    """All that the progress of plans is made of, by plan's key. ``completion`` is the indicator of documents."""

    plans: Mapping[int, PlanLine]
    lines: Mapping[int, Lines]
    targets: Mapping[int, list[TargetRow]]
    pools: Mapping[int, Pools]
    completion: int | None


def read(editions: Sequence[Edition], at: Moment, given: Given) -> Read:
    """Read the progress of the plans of editions (each with its plan).

    Five queries at most: measures, targets, facts, levels where a promise is measured by them, and the parties where
    a region counts; one more for the days of participants where a growth of theirs is promised.
    """
    return _read(editions, at, given, lines_of([edition.pk for edition in editions], at))


def read_measure(measure: Measure, at: Moment, given: Given) -> Read:
    """Read the progress of one measure alone, with its plan; the same questions. Raises MeasureEdition.DoesNotExist."""
    edition, lines = line_of(measure, at)
    return _read([edition], at, given, {edition.pk: lines}, measure.pk)


def _read(
    editions: Sequence[Edition], at: Moment, given: Given, lines: Mapping[int, Lines], measure: int | None = None
) -> Read:
    targets = targets_of(editions, measure, given.values)
    asks_regions = any(_is_of_region(target) for mine in targets.values() for target in mine)
    regions = _regions([edition.plan for edition in editions], given.parties) if asks_regions else {}
    growing = [key for key, mine in targets.items() if any(_grows(target) for target in mine)]
    participants = _participants(growing)
    plans = {
        edition.plan_id: _plan(edition, at.day, targets.get(edition.plan_id, ()), regions, participants)
        for edition in editions
    }
    wide = [each for key, plan in plans.items() for each in wide_scopes(plan, targets.get(key, ()))]
    pools, completion = pools_of(list(plans), wide, at, measure)
    levels = levels_of(_asked(plans, targets, pools), at)
    for pool in pools.values():
        pool.levels.extend(levels)
    by_plan = {edition.plan_id: lines.get(edition.pk, Lines()) for edition in editions}
    return Read(plans, by_plan, targets, pools, completion)


def _plan(
    edition: Edition,
    day: date,
    targets: Sequence[TargetRow],
    regions: Mapping[int, frozenset[str]],
    participants: Mapping[int, dict[int, tuple[date, date | None]]],
) -> PlanLine:
    plan = edition.plan
    return PlanLine(
        key=plan.pk,
        edition=edition.number,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        day=day,
        reporting=reporting_days(edition.reporting, plan.starts_on, plan.ends_on, targets),
        reported_by=report_days(edition.reporting),
        subjects=Subjects(regions.get(plan.agreement_id, frozenset()), participants.get(plan.pk, {})),
    )


def _regions(plans: Sequence[Plan], parties: Sequence[Party] | None) -> dict[int, frozenset[str]]:
    """Return {agreement's key: the regions whose facts count}."""
    if parties is None:
        agreements = [plan.agreement_id for plan in plans]
        parties = list(Party.objects.filter(agreement__in=agreements, region__isnull=False).order_by("pk"))
    by_agreement: dict[int, list[Party]] = {}
    for party in parties:
        by_agreement.setdefault(party.agreement_id, []).append(party)
    return {agreement: counting_regions(mine) for agreement, mine in by_agreement.items()}


def _is_of_region(target: TargetRow) -> bool:
    """Whether a region's facts or published values may count."""
    return target.scope == Scope.REGION or bool(observed_by([target]))


def _grows(target: TargetRow) -> bool:
    return target.scope == Scope.PARTICIPANTS and target.indicator is not None and target.indicator.kind == "gain"


def _participants(plans: Sequence[int]) -> dict[int, dict[int, tuple[date, date | None]]]:
    found: dict[int, dict[int, tuple[date, date | None]]] = {}
    rows = Participant.objects.filter(plan__in=plans).order_by("pk") if plans else ()
    for each in rows:
        found.setdefault(each.plan_id, {})[each.organisation_id] = (each.since, each.until)
    return found


def _asked(plans: Mapping[int, PlanLine], targets: Mapping[int, list[TargetRow]], pools: Mapping[int, Pools]) -> Asked:
    every = [target for mine in targets.values() for target in mine]
    named = {row.organisation for pool in pools.values() for rows in pool.measures.values() for row in rows}
    owners = {target.owner for target in every}
    return Asked(
        indicators=observed_by(every),
        regions=frozenset(region for plan in plans.values() for region in plan.subjects.regions),
        organisations=frozenset(key for key in named | owners if key is not None),
        plans=frozenset(key for key, mine in targets.items() if any(_grows(target) for target in mine)),
    )
