"""The facts that may count for plans' promises, in one query, summed up as far as no figure tells them apart.

The statement is written here by hand: it is a union of many short terms, each along an index, which takes Django longer
to put together than the database to answer. Several questions, each as of its own moment, are one statement too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db import connection

from promost.kit.fields import SCALE
from promost.kit.moments import Moment
from promost.plans.models import Scope
from promost.progress.calculation.rows import FactRow, Pools
from promost.progress.queries.statements import TAKING_PART, WAITS, Term, taking_part, under_measures, wide_terms
from promost.progress.queries.wide import Wide

COMPLETION = "COMPLETION"
MOST_TERMS = 400
"""Terms of one statement: SQLite takes no more than 500."""
Days = tuple[date, date | None]
"""The first and the last day on which an organisation took part; None while it does."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which facts are asked for: under the measures of plans (or only these ``measures``) and in wider scopes.

    Of the plans that are ``growing`` the participants are asked for too, with the days on which they took part.
    """

    plans: Sequence[int]
    wide: Sequence[Wide]
    at: Moment
    measures: Collection[int] | None = None
    growing: Sequence[int] = ()

    def terms(self) -> Iterator[Term]:
        """The terms of the statement."""
        yield under_measures(self.plans, self.at, self.measures)
        yield from (term for each in self.wide for term in wide_terms(each, self.at))
        if self.growing:
            yield taking_part(self.growing)


@dataclass(frozen=True, slots=True)
class Answer:
    """{plan's key: the facts that may count}; every plan has its pools. {plan's key: participants with their days}."""

    pools: dict[int, Pools]
    participants: dict[int, dict[int, Days]] = field(default_factory=dict)


def answers_to(questions: Sequence[Question]) -> tuple[list[Answer], int | None]:
    """Return an answer to each question, and the key of the indicator of completion documents (None without one)."""
    answers = [Answer({plan: Pools() for plan in each.plans}) for each in questions]
    completion = None
    terms = [(place, term) for place, each in enumerate(questions) for term in each.terms()]
    for place, scope, plan, code, *rest in _answer(terms):
        answer, fact = answers[place], _fact(rest)
        if scope == TAKING_PART:
            until = _day(fact.breakdown) if fact.breakdown else None
            answer.participants.setdefault(plan, {})[fact.organisation or 0] = (fact.day, until)
            continue
        _pool(answer.pools[plan], scope, fact).append(fact)
        completion = fact.indicator if code == COMPLETION else completion
    return answers, completion


def _answer(terms: Sequence[tuple[int, Term]]) -> list[Any]:
    found: list[Any] = []
    with connection.cursor() as cursor:
        for start in range(0, len(terms), MOST_TERMS):
            some = terms[start : start + MOST_TERMS]
            sql = " UNION ALL ".join(term.sql.replace("SELECT ", f"SELECT {place}, ", 1) for place, term in some)
            cursor.execute(sql, [each for _, term in some for each in term.given])
            found += cursor.fetchall()
    return found


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
