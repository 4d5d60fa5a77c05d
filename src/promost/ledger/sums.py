"""Figures as sums of facts over covering indexes. No total is stored.

Every question takes a Moment: facts that happened by its day and were recorded by its ``known_at``. Breakdown "" counts
every fact, "audience=pupils" those told apart so, whatever else they are told apart by.

The statements are written out: a region's year is read from an index in a tenth of the time that putting a query
together would take.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from promost.kit.fields import SCALE
from promost.kit.moments import Moment
from promost.plans.models import Measure
from promost.profiles import breakdowns
from promost.profiles.models import Indicator
from promost.registry.models import Organisation, Region


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
    asked = _asked(indicator, at, since, until, region, measure, organisations, breakdown)
    return _sums(asked, at).get(None)


def by_region(
    indicator: Indicator, at: Moment, since: date | None = None, until: date | None = None, breakdown: str = ""
) -> Mapping[str, Decimal]:
    """Return {region's code: sum} of the whole country; a region without a fact is not there."""
    return _sums(_asked(indicator, at, since, until, breakdown=breakdown), at, "region_id")


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
    asked = _asked(indicator, at, since, until, region, measure, organisations, breakdown)
    sums = _sums(asked, at, "organisation_id")
    return sum(1 for organisation, value in sums.items() if organisation is not None and value > 0)


@dataclass(slots=True)
class _Where:
    """The conditions of a question, and their values as the database takes them."""

    conditions: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, condition: str, *values: Any) -> None:
        """Ask for one thing more."""
        self.conditions.append(condition)
        self.values.extend(values)

    def among(self, column: str, values: Collection[Any]) -> None:
        """Ask for a column to be one of several; of none nothing is found."""
        self.add(f"{column} IN ({', '.join(['%s'] * len(values))})" if values else "1 = 0", *values)

    def __str__(self) -> str:
        """Write them for a statement."""
        return " AND ".join(self.conditions)


def _asked(
    indicator: Indicator,
    at: Moment,
    since: date | None,
    until: date | None,
    region: Region | None = None,
    measure: Measure | None = None,
    organisations: Collection[Organisation] | None = None,
    breakdown: str = "",
) -> _Where:
    """What a question is about, whenever it was recorded."""
    asked = _Where()
    asked.add("indicator_id = %s", indicator.id)
    asked.add("happened_on <= %s", _day(min(until, at.day) if until else at.day))
    if since is not None:
        asked.add("happened_on >= %s", _day(since))
    if region is not None:
        asked.add("region_id = %s", region.code)
    if measure is not None:
        asked.add("measure_id = %s", measure.id)
    if organisations is not None:
        asked.among("organisation_id", [each.id for each in organisations])
    if breakdown:
        had = breakdowns.every(indicator.breakdowns)
        asked.among("breakdown", [each for each in had if breakdowns.matches(each, breakdown)])
    return asked


def _sums(asked: _Where, at: Moment, by: str = "") -> dict[Any, Decimal]:
    """{group: sum} of what was recorded by the moment, {None: sum} without groups; a group without a fact is not there.

    When a fact was recorded stands in no covering index. So all are summed, and the same statement says whether any was
    recorded later; only where one was are the facts looked at each for itself.
    """
    known_at = connection.ops.adapt_datetimefield_value(at.known_at)
    later = "(SELECT 1 FROM ledger_fact WHERE recorded_at > %s LIMIT 1)"
    rows = _rows(later, asked, by, [known_at, *asked.values])
    if any(row[0] for row in rows):
        asked.add("recorded_at <= %s", known_at)
        rows = _rows("NULL", asked, by, asked.values)
    return {row[2] if by else None: _exact(row[1]) for row in rows if row[1] is not None}


def _rows(first: str, asked: _Where, by: str, values: list[Any]) -> list[tuple[Any, ...]]:
    """Return (first, sum) or (first, sum, group) of each group."""
    group = f", {by}" if by else ""
    statement = f"SELECT {first}, SUM(value){group} FROM ledger_fact WHERE {asked}"  # noqa: S608 - our own words
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} GROUP BY {by}" if by else statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _exact(value: int | Decimal) -> Decimal:
    return Decimal(int(value)).scaleb(-SCALE)


def _day(day: date) -> Any:
    return connection.ops.adapt_datefield_value(day)
