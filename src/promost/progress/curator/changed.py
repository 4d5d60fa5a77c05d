"""What changed since the last statement: facts, corrections, targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models import Count, Q

from promost.kit.moments import Moment
from promost.ledger.models import How
from promost.plans.models import Edition
from promost.plans.queries.changes import TargetChange, changes_of_targets
from promost.plans.queries.promised import FIELDS, ValueRow, value_rows
from promost.progress.models import Statement, StatementLine


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed since the last statement, in numbers: facts, of them by hand, corrections, targets changed.

    ``lowered`` and ``late`` count those changes of targets that made one easier, and that were agreed in December of
    the year of its value, or later.
    """

    facts: int = 0
    by_hand: int = 0
    corrections: int = 0
    targets: int = 0
    lowered: int = 0
    late: int = 0

    @property
    def hand_share(self) -> int | None:
        """Facts that were entered by hand, of a hundred; None where no fact is listed."""
        return round(self.by_hand * 100 / self.facts) if self.facts else None


def changed(opened: Sequence[Statement], editions: Mapping[int, Edition], at: Moment) -> Mapping[int, Changed]:
    """Return {statement's key: what changed since the one before it} for open statements, in two queries."""
    listed = StatementLine.objects.filter(statement__in=opened, fact__isnull=False).order_by().values("statement")
    own = Q(fact__reverses=None)
    counts = listed.annotate(
        facts=Count("pk", filter=own),
        by_hand=Count("pk", filter=own & Q(fact__how=How.HAND)),
        corrections=Count("pk", filter=~own),
    )
    found = {each["statement"]: (each["facts"], each["by_hand"], each["corrections"]) for each in counts}
    amended = _amended({each.plan_id for each in opened} & editions.keys(), editions, at)
    return {
        each.pk: Changed(*found.get(each.pk, (0, 0, 0)), *_of_quarter(amended.get(each.plan_id, ()), each))
        for each in opened
    }


def _of_quarter(changes: Iterable[TargetChange], statement: Statement) -> tuple[int, int, int]:
    """Count the changes of targets agreed within a statement's quarter, those that lowered one, and the late ones."""
    mine = [each for each in changes if statement.starts_on <= each.agreed_on <= statement.ends_on]
    return len(mine), sum(each.is_lowered for each in mine), sum(each.in_last_month for each in mine)


def _amended(plans: Collection[int], editions: Mapping[int, Edition], at: Moment) -> Mapping[int, list[TargetChange]]:
    """By plan, the changes of targets, in one query for all of them."""
    rows: dict[int, list[ValueRow]] = defaultdict(list)
    for row in value_rows({plan: editions[plan].number for plan in plans}):
        rows[_plan_of(row)].append(row)
    every = {plan: changes_of_targets(editions[plan].plan, at, editions[plan], mine) for plan, mine in rows.items()}
    return {plan: list(chain.from_iterable(changes.values())) for plan, changes in every.items()}


def _plan_of(row: ValueRow) -> int:
    return int(row[FIELDS.index("target__plan_id")])
