"""The terms of the statement that asks for facts. A reversal counts as minus one fact: it leaves nothing behind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from promost.kit.moments import Moment
from promost.ledger.models import Entry, EntryKind, Fact, How
from promost.plans.models import Edition, Measure, Participant, Plan, Scope
from promost.profiles.models import Indicator
from promost.progress.models import Decision, Verdict
from promost.progress.queries.wide import Wide

FACTS, MEASURES, PLANS, INDICATORS, PARTICIPANTS, ENTRIES, EDITIONS, DECISIONS = (
    model._meta.db_table for model in (Fact, Measure, Plan, Indicator, Participant, Entry, Edition, Decision)
)
WEIGHT = "CASE WHEN f.reverses_id IS NULL THEN ABS(f.value) ELSE -ABS(f.value) END"
COUNT = "CASE WHEN f.reverses_id IS NULL THEN 1 ELSE -1 END"
ROOM, OPENING = f"f.how = '{How.ROOM.value}'", f"f.how = '{How.OPENING.value}'"
BY_HAND = f"CASE WHEN {ROOM} THEN 0 WHEN f.reverses_id IS NULL THEN ABS(f.value) ELSE -ABS(f.value) END"
COUNT_BY_HAND = f"CASE WHEN {ROOM} THEN 0 WHEN f.reverses_id IS NULL THEN 1 ELSE -1 END"
EACH = f"f.value, {WEIGHT}, {BY_HAND}, {COUNT}, {COUNT_BY_HAND}"
SUMMED = f"SUM(f.value), SUM({WEIGHT}), SUM({BY_HAND}), SUM({COUNT}), SUM({COUNT_BY_HAND})"
WAITS = "*"
"""What follows the occurrence of a completion document that has not been confirmed."""
TAKING_PART = "taking part"
"""Stands in the place of a scope where a row is no fact but a participant with its days."""
EARLIEST = date(1, 1, 1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """A SELECT and what is given to it."""

    sql: str
    given: list[Any]


def under_measures(plans: Sequence[int], at: Moment, measures: Collection[int] | None) -> Term:
    """Facts under the measures of plans, or under some, each for itself. Before the plan only what opens it counts."""
    keys = list(plans) if measures is None else sorted(measures) or [0]
    which = "m.plan_id" if measures is None else "f.measure_id"
    sql = (
        f"SELECT '{Scope.MEASURE.value}', m.plan_id, i.code, f.measure_id, f.indicator_id, f.breakdown, f.happened_on,"  # noqa: S608 - our own tables
        f" f.organisation_id, {EACH}, {_document()} FROM {FACTS} f JOIN {MEASURES} m ON m.id = f.measure_id"
        f" JOIN {PLANS} p ON p.id = m.plan_id JOIN {INDICATORS} i ON i.id = f.indicator_id"
        f" WHERE {which} IN ({_places(keys)}) AND f.happened_on <= %s AND f.recorded_at <= %s"
        f" AND (f.happened_on >= p.starts_on OR {OPENING})"
    )
    return Term(sql, [_instant(at), *keys, _day(at.day), _instant(at)])


def _document() -> str:
    """What is told of a completion document: the occurrence that it closes, and whether it waits for the counterpart.

    It waits if it was handed in under an approved edition and no confirmation was known at the moment given. A reversal
    is told as what it takes back, so that both leave nothing.
    """
    return (
        "CASE WHEN i.code = 'COMPLETION' THEN COALESCE((SELECT e.part ||"  # noqa: S608 - our own tables
        f" CASE WHEN e.kind = '{EntryKind.COMPLETION.value}'"
        f" AND EXISTS (SELECT 1 FROM {EDITIONS} a WHERE a.plan_id = m.plan_id AND a.approved_at <= e.made_at)"
        f" AND NOT EXISTS (SELECT 1 FROM {DECISIONS} d WHERE d.entry_id = e.id"
        f" AND d.verdict = '{Verdict.CONFIRMED.value}' AND d.made_at <= %s) THEN '{WAITS}' ELSE '' END"
        f" FROM {FACTS} o JOIN {ENTRIES} e ON e.uuid = {_token()}"
        f" WHERE o.id = COALESCE(f.reverses_id, f.id)), '') ELSE '' END"
    )


def _token() -> str:
    """The token of the entry from which a fact ``o`` comes; PostgreSQL has to be told which text is a token."""
    if connection.vendor != "postgresql":
        return "REPLACE(o.source_id, '-', '')"
    return f"CASE WHEN o.source_kind = '{Entry._meta.label_lower}' THEN CAST(o.source_id AS uuid) END"


def taking_part(plans: Sequence[int]) -> Term:
    """The participants of plans: the first day in the place of a fact's day, the last one in that of its breakdown."""
    until = "TO_CHAR(t.until, 'YYYY-MM-DD')" if connection.vendor == "postgresql" else "t.until"
    sql = (
        f"SELECT '{TAKING_PART}', t.plan_id, '', 0, 0, COALESCE({until}, ''), t.since, t.organisation_id,"  # noqa: S608 - our own tables
        f" 0, 0, 0, 0, 0, '' FROM {PARTICIPANTS} t WHERE t.plan_id IN ({_places(plans)})"
    )
    return Term(sql, list(plans))


def wide_terms(wide: Wide, at: Moment) -> Iterator[Term]:
    """Facts of one of the wider scopes: a term for each stretch of days that no figure tells apart.

    Indicators that are told apart by the day have one term of their own.
    """
    coarse = wide.indicators - wide.exact
    if wide.exact:
        yield _wide(wide, at, wide.exact, (EARLIEST, wide.plan.day), by_day=True)
    before = EARLIEST
    for until in (*wide.days, wide.plan.day) if coarse else ():
        yield _wide(wide, at, coarse, (before, until), by_day=False)
        before = until + DAY


def _wide(wide: Wide, at: Moment, indicators: Iterable[int], days: tuple[date, date], *, by_day: bool) -> Term:
    keys, (since, until) = sorted(indicators), days
    subject, given = _subject(wide)
    day = "f.happened_on" if by_day else f"{_date()}"
    told = "f.breakdown" if wide.told_apart else "''"
    group = ["f.indicator_id", "f.organisation_id", *(["f.breakdown"] if wide.told_apart else [])]
    group += ["f.happened_on"] if by_day else []
    sql = (
        f"SELECT '{wide.scope}', {wide.plan.key}, '', 0, f.indicator_id, {told}, {day}, f.organisation_id, {SUMMED}, ''"  # noqa: S608 - our own tables
        f" FROM {FACTS} f WHERE {subject} AND f.indicator_id IN ({_places(keys)})"
        f" AND f.happened_on BETWEEN %s AND %s AND f.recorded_at <= %s{_since(wide, since)}"
        f" GROUP BY {', '.join(group)}"
    )
    first = [] if by_day else [_day(until)]
    start = [_day(wide.plan.starts_on)] if _since(wide, since) else []
    return Term(sql, [*first, *given, *keys, _day(since), _day(until), _instant(at), *start])


def _since(wide: Wide, since: date) -> str:
    """The condition for days that may lie before the plan."""
    return f" AND (f.happened_on >= %s OR {OPENING})" if since < wide.plan.starts_on else ""


def _subject(wide: Wide) -> tuple[str, list[Any]]:
    """Whose facts: those of the regions, or of participants while they took part."""
    if wide.scope == Scope.REGION:
        regions = sorted(wide.plan.subjects.regions)
        return f"f.region_id IN ({_places(regions)})", list(regions)
    while_taking_part = (
        f"EXISTS (SELECT 1 FROM {PARTICIPANTS} t WHERE t.plan_id = %s AND t.organisation_id = f.organisation_id"  # noqa: S608 - our own tables
        " AND t.since <= f.happened_on AND (t.until IS NULL OR t.until >= f.happened_on))"
    )
    return while_taking_part, [wide.plan.key]


def _date() -> str:
    """A day given to the statement; PostgreSQL has to be told that it is one."""
    return "CAST(%s AS date)" if connection.vendor == "postgresql" else "%s"


def _places(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def _day(day: date) -> Any:
    return connection.ops.adapt_datefield_value(day)


def _instant(at: Moment) -> Any:
    return connection.ops.adapt_datetimefield_value(at.known_at)
