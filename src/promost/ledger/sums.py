"""Figures as sums of facts over covering indexes. No total is stored.

Every question takes a Moment: facts that happened by its day and were recorded by its ``known_at``. Breakdown "" counts
every fact, "audience=pupils" those told apart so, whatever else they are told apart by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Sum, Value

from promost.kit import clock
from promost.kit.moments import Moment
from promost.ledger.models import Fact
from promost.plans.models import Measure
from promost.profiles import breakdowns
from promost.profiles.models import Indicator
from promost.registry.models import Organisation, Region

RECENT = timedelta(hours=1)
"""Up to this age of ``known_at`` it is quicker to take away what was recorded since than to look at every fact."""
ALL, LATER = 1, -1


def total(
    indicator: Indicator,
    at: Moment,
    since: date | None = None,
    until: date | None = None,
    region: Region | None = None,
    measure: Measure | None = None,
    organisations: Collection[Organisation] | None = None,
    breakdown: str = "",
) -> Decimal | None:
    """Return the sum of facts from ``since`` up to ``until`` (both included), or None where there is no fact.

    It is in the indicator's unit. Without ``since`` all that happened before counts, which is a stock's level.
    """
    return _sums(counted(indicator, at, since, until, region, measure, organisations, breakdown), at).get(None)


def by_region(
    indicator: Indicator, at: Moment, since: date | None = None, until: date | None = None, breakdown: str = ""
) -> Mapping[str, Decimal]:
    """Return {region's code: sum} of the whole country; a region without a fact is not there."""
    return _sums(counted(indicator, at, since, until, breakdown=breakdown), at, "region_id")


def distinct(
    indicator: Indicator,
    at: Moment,
    since: date | None = None,
    until: date | None = None,
    region: Region | None = None,
    measure: Measure | None = None,
    organisations: Collection[Organisation] | None = None,
    breakdown: str = "",
) -> int:
    """Return how many different organisations the facts of a period name; one whose facts were reversed is out."""
    facts = counted(indicator, at, since, until, region, measure, organisations, breakdown)
    sums = _sums(facts.filter(organisation__isnull=False), at, "organisation_id")
    return sum(1 for value in sums.values() if value > 0)


def counted(
    indicator: Indicator,
    at: Moment,
    since: date | None = None,
    until: date | None = None,
    region: Region | None = None,
    measure: Measure | None = None,
    organisations: Collection[Organisation] | None = None,
    breakdown: str = "",
) -> QuerySet[Fact]:
    """Return the facts that a question is about, whenever they were recorded."""
    last = min(until, at.day) if until else at.day
    asked: dict[str, Any] = {"indicator": indicator, "happened_on__lte": last}
    given = {"happened_on__gte": since, "region": region, "measure": measure, "organisation__in": organisations}
    asked |= {name: value for name, value in given.items() if value is not None}
    if breakdown:
        had = breakdowns.every(indicator.breakdowns)
        asked["breakdown__in"] = [each for each in had if breakdowns.matches(each, breakdown)]
    return Fact.objects.filter(**asked).order_by()


def _sums(facts: QuerySet[Fact], at: Moment, by: str | None = None) -> dict[Any, Decimal]:
    """{group: sum} of what was recorded by the moment; a group without a fact is not there.

    When a fact was recorded stands in no covering index. For a moment just past, all facts are summed over the index
    and the few that came later are taken away, in the same statement and so from the same state of the database.
    """
    if at.known_at < clock.now() - RECENT:
        return _gather(_rows(facts.filter(recorded_at__lte=at.known_at), ALL, by))
    later = Fact.objects.filter(recorded_at__gt=at.known_at).order_by().values("pk")
    return _gather(_rows(facts, ALL, by).union(_rows(facts.filter(pk__in=later), LATER, by), all=True))


def _rows(facts: QuerySet[Fact], sign: int, by: str | None) -> QuerySet[Any, Any]:
    groups = [by] if by else []
    marked = facts.annotate(sign=Value(sign, output_field=IntegerField())).values("sign", *groups)
    summed: QuerySet[Any, Any] = marked.annotate(sum=Sum("value"), rows=Count("*"))
    return summed.values_list("sign", "sum", "rows", *groups)


def _gather(rows: Iterable[tuple[Any, ...]]) -> dict[Any, Decimal]:
    sums: dict[Any, Decimal] = {}
    counts: dict[Any, int] = {}
    for sign, value, count, *group in rows:
        key = group[0] if group else None
        sums[key] = sums.get(key, Decimal(0)) + sign * (value or 0)
        counts[key] = counts.get(key, 0) + sign * count
    return {key: value for key, value in sums.items() if counts[key]}
