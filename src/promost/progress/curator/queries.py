"""What the curator's queue reads: a fixed number of queries for any number of plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from promost.kit import clock
from promost.kit.moments import Moment
from promost.plans.models import Edition, Owner, Party, Plan, PlanState, SideChoice
from promost.plans.queries.editions import editions_of
from promost.progress.curator.changed import Changed, changed
from promost.progress.curator.reporting import due_on, last_quarter
from promost.progress.models import Signature, Statement, StatementState
from promost.progress.statements.canonical import exact
from promost.progress.statements.quarters import Quarter
from promost.registry.models import Organisation


@dataclass(frozen=True, slots=True)
class Total:
    """A target: what it came to in the quarter, in the one before (None where there is none), and at the end."""

    label: str
    quarter: Decimal | None
    before: Decimal | None
    end: Decimal | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open statement, whose turn it is, its totals and what changed. ``is_mine`` once all others have signed."""

    statement: Statement
    turn: Party | None
    is_mine: bool
    totals: tuple[Total, ...]
    changed: Changed


@dataclass(frozen=True, slots=True)
class Standing:
    """How a plan stands with its statement for the last quarter that is over. ``days_late`` is 0 in time, None if
    the plan names no reporting day.
    """

    plan: Plan
    quarter: Quarter
    statement: Statement | None
    turns: tuple[Party, ...]
    due: date | None
    days_late: int | None


@dataclass(frozen=True, slots=True)
class Queue:
    """Statements that wait for acceptance, those that others still sign; plans that are late, and that are not."""

    mine: tuple[Waiting, ...]
    others: tuple[Waiting, ...]
    late: tuple[Standing, ...]
    submitted: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    plans: Mapping[int, Plan]
    statements: Mapping[int, list[Statement]]
    owners: Mapping[tuple[int, int], set[int]]
    editions: Mapping[int, Edition]
    changes: Mapping[int, Changed]

    def signers(self, plan: Plan, edition: int) -> list[Party]:
        """The parties that sign, in order, the curator last."""
        owning = self.owners.get((plan.pk, edition), set())
        parties = [each for each in _parties(plan) if each.pk in owning or each.side == SideChoice.CURATOR]
        return sorted(parties, key=lambda party: (party.side == SideChoice.CURATOR, party.order))


def queue(organisation: Organisation, today: date) -> Queue:
    """Return the queue of a curator's organisation, in eight queries."""
    read = _read(organisation)
    opened = [_waiting(read, each) for rows in read.statements.values() for each in rows if each.state == "open"]
    standings = [each for plan in read.plans.values() if (each := _standing(read, plan, today))]
    is_in = [each for each in standings if each.statement is not None]
    return Queue(
        mine=tuple(each for each in opened if each.is_mine),
        others=tuple(each for each in opened if not each.is_mine),
        late=tuple(sorted((each for each in standings if each.statement is None), key=lambda e: -(e.days_late or 0))),
        submitted=tuple(is_in),
    )


def curators_party(plan: Plan, organisation: Organisation) -> Party | None:
    """Return the curator's party of a plan for which an organisation sits; None where it does not."""
    for party in _parties(plan):
        if party.side == SideChoice.CURATOR and any(s.organisation_id == organisation.pk for s in party.seats.all()):
            return party
    return None


def curated(organisation: Organisation) -> Any:
    """Return the plans whose agreement's curator an organisation is, with agreement, parties and seats."""
    return _curated(organisation, Party.objects.order_by("order").prefetch_related("seats"))


def _curated(organisation: Organisation, parties: QuerySet[Party]) -> QuerySet[Plan]:
    mine = Party.objects.filter(side=SideChoice.CURATOR, seats__organisation=organisation).values("agreement")
    rows = Plan.objects.filter(agreement__in=mine).exclude(state=PlanState.DRAFT).select_related("agreement")
    return rows.prefetch_related(Prefetch("agreement__parties", parties)).order_by("title", "pk")


def _parties(plan: Plan) -> list[Party]:
    return list(plan.agreement.parties.all())


def _read(organisation: Organisation) -> _Read:
    plans = {plan.pk: plan for plan in _curated(organisation, Party.objects.order_by("order"))}
    statements: dict[int, list[Statement]] = defaultdict(list)
    signatures = Prefetch("signatures", Signature.objects.order_by("pk"))
    rows = Statement.objects.filter(plan__in=plans).select_related("previous").prefetch_related(signatures)
    for each in rows.order_by("pk"):
        each.plan = plans[each.plan_id]
        statements[each.plan_id].append(each)
    path = "measure_edition__edition"
    owning = Owner.objects.filter(**{f"{path}__plan__in": plans}).order_by()
    owners: dict[tuple[int, int], set[int]] = defaultdict(set)
    for plan, number, party in owning.values_list(f"{path}__plan", f"{path}__number", "party").distinct():
        owners[plan, number].add(party)
    at = Moment.now(organisation.zone)
    editions = editions_of(plans, at)
    opened = [each for rows in statements.values() for each in rows if each.state == StatementState.OPEN]
    return _Read(plans, statements, owners, editions, changed(opened, editions, at))


def _waiting(read: _Read, statement: Statement) -> Waiting:
    turn = _turn(read, statement)
    is_mine = turn is not None and turn.side == SideChoice.CURATOR
    return Waiting(statement, turn, is_mine, _totals(statement), read.changes[statement.pk])


def _turn(read: _Read, statement: Statement) -> Party | None:
    done = {signature.party_id for signature in statement.signatures.all()}
    return next((each for each in read.signers(statement.plan, statement.edition) if each.pk not in done), None)


def _totals(statement: Statement) -> tuple[Total, ...]:
    earlier = statement.previous.totals if statement.previous else []
    before = {line["target"]: line for line in earlier if "target" in line}
    return tuple(
        Total(
            line["label"],
            exact(line["quarter"]),
            exact(before[line["target"]]["quarter"]) if line["target"] in before else None,
            exact(line["after"]),
        )
        for line in statement.totals
        if "target" in line
    )


def _standing(read: _Read, plan: Plan, today: date) -> Standing | None:
    quarter = last_quarter(plan.starts_on, plan.ends_on, today)
    edition = read.editions.get(plan.pk)
    if quarter is None or edition is None:
        return None
    rows = [each for each in read.statements.get(plan.pk, ()) if each.ends_on == quarter.ends_on]
    statement = next((each for each in rows if each.state != StatementState.RETURNED), None)
    due = due_on(edition.reporting or {}, quarter)
    days = max((today - due).days, 0) if due else None
    if statement is None:
        working = [each for each in read.signers(plan, edition.number) if each.side != SideChoice.CURATOR]
        return Standing(plan, quarter, None, tuple(working), due, days)
    turn = _turn(read, statement) if statement.state == StatementState.OPEN else None
    return Standing(plan, quarter, statement, (turn,) if turn else (), due, days)


def now(zone: Any) -> date:
    """Return today where the curator works."""
    return clock.today(zone)
