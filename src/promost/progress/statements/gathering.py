"""What a statement lists: facts that no accepted statement of the plan lists, levels, and what is left out and why."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from promost.ledger.models import Attachment, Fact, How
from promost.plans.models import Participant, Plan, Scope
from promost.profiles.models import Observation
from promost.progress.calculation.rows import PlanLine, TargetRow
from promost.progress.completion.queries import waiting
from promost.progress.models import Dispute, StatementLine, StatementState
from promost.progress.queries.wide import counted
from promost.progress.statements.canonical import Line
from promost.progress.statements.lines import MEASURE, PARTICIPANTS, REGION
from promost.progress.statements.writing import FACT, LEVEL, fact_line, level_line

PART = 5000


@dataclass(slots=True)
class Gathered:
    """Lines of facts and of observations, each with the key of its row, and lines of what is left out."""

    facts: list[tuple[int, Line]] = field(default_factory=list)
    observations: list[tuple[int, Line]] = field(default_factory=list)
    left_out: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asked:
    """For which plan facts are gathered: those that happened by a day and were recorded by a moment."""

    plan: Plan
    line: PlanLine
    targets: Collection[TargetRow]
    until: date
    known_at: datetime


def gather(asked: Asked, earlier: Collection[Line], levels: Collection[int]) -> Gathered:
    """Gather what a statement lists. ``earlier`` are the lines of accepted ones; ``levels`` keys of observations."""
    rows, counts = _facts(asked, {line["fact"]: line["counts"] for line in earlier if "fact" in line})
    found, disputes = Gathered(), _disputes(asked.plan)
    chosen = []
    for row in rows:
        dispute = disputes.get(row["pk"]) or disputes.get(row["reverses_id"])
        if dispute is None:
            chosen.append(row)
        else:
            found.left_out.append({"left_out": str(row["uuid"]), "party": dispute.party.name, "reason": dispute.reason})
    evidence = evidence_of([row["pk"] for row in chosen])
    found.facts = [(row["pk"], fact_line(row, counts[row["pk"]], evidence.get(row["pk"], ()))) for row in chosen]
    found.observations = _observations(asked.plan, levels)
    return found


def evidence_of(facts: Collection[int]) -> Mapping[int, list[str]]:
    """Return {fact's key: the hashes of what proves it}, of erased files too."""
    found: dict[int, list[str]] = defaultdict(list)
    for part in parts(sorted(facts)):
        rows = Attachment.objects.filter(fact__in=part).order_by("pk")
        for fact, digest in rows.values_list("fact", "evidence__sha256"):
            if digest not in found[fact]:
                found[fact].append(digest)
    return found


def lines_before(plan: Plan) -> list[Line]:
    """Return the lines of facts and observations of a plan's accepted statements, in their order, in one query."""
    rows = StatementLine.objects.filter(statement__plan=plan, statement__state=StatementState.ACCEPTED)
    return [json.loads(line) for line in rows.order_by("statement__number", "pk").values_list("line", flat=True)]


def parts(keys: list[Any]) -> Iterable[list[Any]]:
    """Cut a long list into what one statement takes."""
    return (keys[start : start + PART] for start in range(0, len(keys), PART))


def _facts(
    asked: Asked, accepted: Mapping[str, list[str]]
) -> tuple[list[Mapping[str, Any]], Mapping[int, Collection[str]]]:
    """The facts of each scope, and in which scopes each counts: a reversal wherever what it takes back was counted."""
    rows: dict[int, Mapping[str, Any]] = {}
    counts: dict[int, set[str]] = defaultdict(set)
    waits = [each.fact.pk for each in waiting([asked.plan])]
    for scope, condition in _scopes(asked):
        for row in _open(asked, waits).filter(condition).values(*FACT):
            rows[row["pk"]] = row
            counts[row["pk"]].add(scope)
    if accepted:
        listed = Exists(_listed(asked.plan, OuterRef("reverses")))
        for row in _open(asked, waits).filter(listed, reverses__isnull=False).values(*FACT):
            rows[row["pk"]] = row
            counts[row["pk"]] = set(accepted[str(row["reverses__uuid"])])
    return sorted(rows.values(), key=lambda row: str(row["uuid"])), counts


def _open(asked: Asked, waits: Collection[int]) -> QuerySet[Fact]:
    """Facts that happened and were known in time, and are in no accepted statement of the plan.

    ``waits`` are completion documents for which the other side has not answered: they are listed once it has.
    """
    within = Q(happened_on__gte=asked.line.starts_on) | Q(how=How.OPENING)
    rows = Fact.objects.filter(within, happened_on__lte=asked.until, recorded_at__lte=asked.known_at)
    return rows.exclude(Exists(_listed(asked.plan, OuterRef("pk")))).exclude(pk__in=waits).order_by("pk")


def _listed(plan: Plan, fact: OuterRef) -> QuerySet[StatementLine]:
    return StatementLine.objects.filter(fact=fact, statement__plan=plan, statement__state=StatementState.ACCEPTED)


def _scopes(asked: Asked) -> Iterable[tuple[str, Q]]:
    """Each scope with its condition; a wider one only where a target asks for it."""
    yield MEASURE, Q(measure__plan=asked.plan)
    regions = sorted(asked.line.subjects.regions)
    of_region, of_participants = _indicators(asked, Scope.REGION), _indicators(asked, Scope.PARTICIPANTS)
    if regions and of_region:
        yield REGION, Q(region__in=regions, indicator__in=of_region)
    if of_participants:
        while_there = Participant.objects.filter(
            Q(until=None) | Q(until__gte=OuterRef("happened_on")),
            plan=asked.plan,
            organisation=OuterRef("organisation"),
            since__lte=OuterRef("happened_on"),
        )
        yield PARTICIPANTS, Q(Exists(while_there), indicator__in=of_participants)


def _indicators(asked: Asked, scope: str) -> list[int]:
    return sorted({key for target in asked.targets if target.scope == scope for key in counted(target.indicator)})


def _disputes(plan: Plan) -> Mapping[int | None, Dispute]:
    rows = Dispute.objects.filter(plan=plan, settled_at=None).select_related("party")
    return {dispute.fact_id: dispute for dispute in rows}


def _observations(plan: Plan, levels: Collection[int]) -> list[tuple[int, Line]]:
    """The levels by which targets are measured, but those that accepted statements list."""
    if not levels:
        return []
    state = StatementState.ACCEPTED
    listed = StatementLine.objects.filter(observation=OuterRef("pk"), statement__plan=plan, statement__state=state)
    rows = [
        row
        for part in parts(sorted(levels))
        for row in Observation.objects.filter(pk__in=part).exclude(Exists(listed)).order_by("pk").values(*LEVEL)
    ]
    ordered = sorted(rows, key=lambda row: str(row["uuid"]))
    return [(row["pk"], level_line(row, row["organisation__region_id"])) for row in ordered]
