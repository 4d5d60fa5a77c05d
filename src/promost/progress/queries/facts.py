"""The facts that may count for plans' promises, in one query, summed up as far as no figure tells them apart.

The statement is written here by hand: it is a union of many short terms, each along an index, which takes Django longer
to put together than the database to answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db import connection

from promost.kit.fields import SCALE
from promost.kit.moments import Moment
from promost.plans.models import Scope
from promost.progress.calculation.rows import FactRow, Pools
from promost.progress.queries.statements import WAITS, Term, under_measures, wide_terms
from promost.progress.queries.wide import Wide

COMPLETION = "COMPLETION"


def pools_of(
    plans: Sequence[int], wide: Iterable[Wide], at: Moment, measure: int | None = None
) -> tuple[dict[int, Pools], int | None]:
    """Return {plan's key: the facts that may count}, and the key of the indicator of completion documents (or None).

    Every plan has its pools. With a ``measure`` only its facts are read beside the wider scopes.
    """
    pools = {plan: Pools() for plan in plans}
    completion = None
    terms = [under_measures(plans, at, measure), *(term for each in wide for term in wide_terms(each, at))]
    for scope, plan, code, *rest in _answer(terms):
        fact = _fact(rest)
        _pool(pools[plan], scope, fact).append(fact)
        completion = fact.indicator if code == COMPLETION else completion
    return pools, completion


def _answer(terms: Sequence[Term]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(term.sql for term in terms), [each for term in terms for each in term.given])
        return list(cursor.fetchall())


def _pool(pools: Pools, scope: str, fact: FactRow) -> list[FactRow]:
    if scope == Scope.REGION:
        return pools.region
    if scope == Scope.PARTICIPANTS:
        return pools.participants
    return pools.measures.setdefault(fact.measure or 0, [])


def _fact(row: Sequence[Any]) -> FactRow:
    """Make a row of what the database answers: amounts in ten-thousandths, on SQLite days as text."""
    under, indicator, told, day, organisation, value, weight, by_hand, facts, facts_by_hand, document = row
    amount = _exact(int(value))
    return FactRow(
        under or None,
        indicator,
        told,
        _day(day) if isinstance(day, str) else day,
        organisation,
        amount,
        amount if weight == value else _exact(int(weight)),
        _exact(int(by_hand)),
        int(facts),
        int(facts_by_hand),
        document.rstrip(WAITS),
        document.endswith(WAITS),
    )


@lru_cache(maxsize=4096)
def _exact(amount: int) -> Decimal:
    return Decimal(amount).scaleb(-SCALE)


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    return date.fromisoformat(text)
