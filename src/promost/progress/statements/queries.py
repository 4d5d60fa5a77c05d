"""What the pages of statements read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from promost.accounts.actors import Actor
from promost.accounts.models import User
from promost.accounts.rules import can
from promost.kit import clock
from promost.kit.moments import Moment
from promost.plans.models import Edition, Plan, Target
from promost.plans.permissions import plans_visible_to
from promost.plans.queries.parties import known_parties
from promost.progress.calculation.rows import TargetRow
from promost.progress.models import Declaration, Dispute, Statement, StatementLine
from promost.progress.queries.reading import Given, read
from promost.progress.statements import drawing
from promost.progress.statements.composing import declarations
from promost.progress.statements.drawing import CannotDraw
from promost.progress.statements.permissions import statements_visible_to
from promost.progress.statements.quarters import Quarter
from promost.progress.statements.totals import silent


def statement_of(user: User, uuid: UUID) -> Statement:
    """Return a statement of a plan that the user reads. Raises Statement.DoesNotExist."""
    return with_all(statements_visible_to(user)).get(uuid=uuid)


def with_all(rows: QuerySet[Statement]) -> QuerySet[Statement]:
    """Read statements with all that their pages name."""
    return rows.select_related("plan__agreement", "previous", "returned_by", "drawn_by", "drawn_for")


def statements_of(plan: Plan) -> QuerySet[Statement]:
    """Return a plan's statements, the newest first, with how many have signed."""
    rows = Statement.objects.filter(plan=plan).select_related("returned_by", "drawn_for")
    return rows.annotate(signed=Count("signatures")).order_by("-number")


def lines_of(statement: Statement) -> QuerySet[StatementLine]:
    """Return a statement's lines with what they are of. Each knows the statement: it is not read again with a line."""
    rows = statement.lines.select_related(
        "fact__indicator", "fact__organisation", "observation__indicator", "observation__organisation"
    )
    return rows.order_by("pk")


def dispute_of(user: User, uuid: UUID) -> Dispute:
    """Return an objection under a plan that the user reads. Raises Dispute.DoesNotExist."""
    rows = Dispute.objects.filter(plan__in=plans_visible_to(user))
    return rows.select_related("plan__agreement", "party", "fact__indicator").get(uuid=uuid)


def target_of(user: User, uuid: UUID) -> Target:
    """Return a target of a plan that the user reads. Raises Target.DoesNotExist."""
    rows = Target.objects.filter(plan__in=plans_visible_to(user))
    return rows.select_related("plan__agreement", "measure__plan__agreement", "indicator").get(uuid=uuid)


@dataclass(frozen=True, slots=True)
class Silent:
    """A due target without facts, and what was said of it; None while nobody has."""

    target: TargetRow
    declared: Declaration | None


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection that stands, and whether the reader may settle it."""

    dispute: Dispute
    may_settle: bool


@dataclass(frozen=True, slots=True)
class Prospect:
    """What drawing a statement would meet. ``refused`` says what stands in the way, "" for nothing."""

    quarters: Sequence[Quarter]
    quarter: Quarter | None
    refused: str
    silent: Sequence[Silent] = ()
    disputes: Sequence[Objection] = ()

    @property
    def missing(self) -> int:
        """How many targets nobody has said anything of."""
        return sum(1 for each in self.silent if each.declared is None)


def prospect(actor: Actor, edition: Edition, ends_on: date | None) -> Prospect:
    """Return what would be drawn for a quarter (the last that is over, if none is asked), and what is missing for it.

    ``edition`` is the one in force, with its plan and agreement.
    """
    plan = edition.plan
    statements = list(Statement.objects.filter(plan=plan))
    accepted = [each for each in statements if each.state == "accepted"]
    previous = max(accepted, key=lambda each: each.number, default=None)
    offered = drawing.offered_quarters(plan, previous, clock.today(actor.zone))
    quarter = next((each for each in offered if each.ends_on == ends_on), offered[-1] if offered else None)
    try:
        drawing.order_of(plan, statements, quarter.ends_on if quarter else plan.ends_on, actor.zone)
    except CannotDraw as refused:
        return Prospect(offered, quarter, "; ".join(refused.messages))
    if quarter is None:
        return Prospect(offered, quarter, "")
    since = previous.ends_on if previous else None
    return Prospect(offered, quarter, "", _silent(edition, quarter, since), open_disputes(actor, plan))


def open_disputes(actor: Actor, plan: Plan) -> Sequence[Objection]:
    """Return a plan's open objections, in one query; in two where there are any."""
    rows = Dispute.objects.filter(plan=plan, settled_at=None).select_related("fact__indicator", "party")
    several = rows.prefetch_related("party__seats").order_by("pk")
    return [Objection(each, can(actor, "progress.settle", each)) for each in several]


def _silent(edition: Edition, quarter: Quarter, since: date | None) -> Sequence[Silent]:
    plan = edition.plan
    given = Given(known_parties(plan.agreement))
    every = read([edition], Moment(quarter.ends_on, clock.now()), given)
    declared: Mapping[int, Declaration] = declarations(plan, quarter.ends_on)
    line, pools = every.plans[plan.pk], every.pools[plan.pk]
    return [
        Silent(target, declared.get(target.key))
        for target in every.targets.get(plan.pk, ())
        if silent(target, line, since, pools)
    ]
