"""Reading everything that plans' progress is made of, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from promost.kit.moments import Moment
from promost.plans.models import Edition, Measure, Party, Plan, Scope
from promost.plans.queries.parties import counting_regions
from promost.plans.queries.promised import ValueRow
from promost.progress.calculation.plans import report_days, reporting_days
from promost.progress.calculation.rows import PlanLine, Pools, Subjects, TargetRow
from promost.progress.queries.facts import Answer, Question, answers_to
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
    targets: Mapping[int, Sequence[TargetRow]]
    pools: Mapping[int, Pools]
    completion: int | None


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of editions (each with its plan) at a moment: their targets, facts under these measures alone.

    ``cuts`` are further days by which facts have to be told apart.
    """

    editions: Sequence[Edition]
    at: Moment
    targets: Mapping[int, Sequence[TargetRow]]
    parties: Sequence[Party] | None = None
    lines: Mapping[int, Lines] = field(default_factory=dict)
    measures: Collection[int] | None = None
    cuts: Collection[date] = ()


def read(editions: Sequence[Edition], at: Moment, given: Given) -> Read:
    """Read the progress of the plans of editions (each with its plan).

    Five queries at most: measures, targets, facts (with the days of participants where a growth of theirs is promised),
    levels where a promise is measured by them, and the parties where a region counts.
    """
    lines, targets = lines_of([edition.pk for edition in editions], at), targets_of(editions, rows=given.values)
    return read_all([Asking(editions, at, targets, given.parties, lines)])[0]


def read_measure(measure: Measure, at: Moment, given: Given) -> Read:
    """Read the progress of one measure alone, with its plan; the same questions. Raises MeasureEdition.DoesNotExist."""
    edition, lines = line_of(measure, at)
    targets = targets_of([edition], measure.pk, given.values)
    return read_all([Asking([edition], at, targets, given.parties, {edition.pk: lines}, {measure.pk})])[0]


def read_all(several: Sequence[Asking]) -> list[Read]:
    """Read what several ask, each as of its own moment: facts in one query, levels in one, both or none."""
    plans = [_plans(asking) for asking in several]
    answers, completion = answers_to([_question(*each) for each in zip(several, plans, strict=True)])
    asked = _asked(several, plans, answers)
    found = []
    levels = levels_of(asked, [asking.at for asking in several])
    for asking, lines, answer, known in zip(several, plans, answers, levels, strict=True):
        for pool in answer.pools.values():
            pool.levels.extend(known)
        by_plan = {edition.plan_id: asking.lines.get(edition.pk, Lines()) for edition in asking.editions}
        found.append(Read(_with_participants(lines, answer), by_plan, asking.targets, answer.pools, completion))
    return found


def as_of_day(every: Read, day: date, lines: Mapping[int, Lines]) -> Read:
    """Return what had happened by an earlier day, of what was read with that day among the cuts; ``lines`` are of it.

    What was known is the same: only the day is another.
    """
    plans = {key: replace(plan, day=day) for key, plan in every.plans.items()}
    pools = {key: _by_day(pool, day) for key, pool in every.pools.items()}
    return replace(every, plans=plans, pools=pools, lines=lines)


def _by_day(pools: Pools, day: date) -> Pools:
    return Pools(
        {measure: [row for row in rows if row.day <= day] for measure, rows in pools.measures.items()},
        [row for row in pools.participants if row.day <= day],
        [row for row in pools.region if row.day <= day],
        [row for row in pools.levels if row.ends_on <= day],
    )


def _plans(asking: Asking) -> dict[int, PlanLine]:
    asks_regions = any(_is_of_region(target) for mine in asking.targets.values() for target in mine)
    regions = _regions([each.plan for each in asking.editions], asking.parties) if asks_regions else {}
    return {each.plan_id: _plan(each, asking, regions) for each in asking.editions}


def _plan(edition: Edition, asking: Asking, regions: Mapping[int, frozenset[str]]) -> PlanLine:
    plan, targets = edition.plan, asking.targets.get(edition.plan_id, ())
    return PlanLine(
        key=plan.pk,
        edition=edition.number,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        day=asking.at.day,
        reporting=reporting_days(edition.reporting, plan.starts_on, plan.ends_on, targets),
        reported_by=report_days(edition.reporting),
        subjects=Subjects(regions.get(plan.agreement_id, frozenset())),
    )


def _question(asking: Asking, plans: Mapping[int, PlanLine]) -> Question:
    mine = [(plan, asking.targets.get(key, ())) for key, plan in plans.items()]
    wide = [each for plan, targets in mine for each in wide_scopes(plan, targets, asking.cuts)]
    return Question(list(plans), wide, asking.at, asking.measures, _growing(asking))


def _growing(asking: Asking) -> list[int]:
    return [key for key, mine in asking.targets.items() if any(_grows(target) for target in mine)]


def _with_participants(plans: Mapping[int, PlanLine], answer: Answer) -> Mapping[int, PlanLine]:
    return {
        key: replace(plan, subjects=Subjects(plan.subjects.regions, answer.participants.get(key, {})))
        for key, plan in plans.items()
    }


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


def _asked(several: Sequence[Asking], plans: Sequence[Mapping[int, PlanLine]], answers: Sequence[Answer]) -> Asked:
    every = [target for asking in several for mine in asking.targets.values() for target in mine]
    pools = [pool for answer in answers for pool in answer.pools.values()]
    named: Iterable[int | None] = (
        row.organisation for pool in pools for rows in pool.measures.values() for row in rows
    )
    return Asked(
        indicators=observed_by(every),
        regions=frozenset(region for mine in plans for plan in mine.values() for region in plan.subjects.regions),
        organisations=frozenset(key for key in {*named, *(each.owner for each in every)} if key is not None),
        plans=frozenset(key for asking in several for key in _growing(asking)),
    )
