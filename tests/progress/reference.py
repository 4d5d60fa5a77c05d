"""The figures once more, slowly and by the words of docs/progress.md: facts one by one, no running sums, no batches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from promost.progress.calculation.rows import LevelRow, TargetRow
from tests.progress.made import Recorded


def standing_facts(facts: Iterable[Recorded], day: date, known: int = 10**9) -> list[Recorded]:
    """Facts known at a moment that happened by a day and that nobody had taken back by then."""
    there = [fact for fact in facts if fact.day <= day and fact.known <= known]
    taken_back = {fact.reverses for fact in there if fact.reverses is not None}
    return [fact for fact in there if fact.reverses is None and fact.key not in taken_back]


def value_by(of: TargetRow, facts: Iterable[Recorded], day: date, asked: date, known: int = 10**9) -> Decimal | None:
    """The value of a flow, stock or distinct count by a reporting day, seen on the day ``asked``; None without facts."""
    assert of.indicator is not None
    first = _first_day(of, day)
    counting = [
        fact
        for fact in standing_facts(facts, min(day, asked), known)
        if fact.indicator == of.indicator.key
        and (of.indicator.kind == "stock" or fact.day >= first)
        and set(filter(None, of.breakdown.split(";"))) <= set(fact.breakdown.split(";"))
    ]
    if not counting:
        return None
    total = sum((fact.value for fact in counting), Decimal(0))
    if of.indicator.kind == "distinct":
        total = Decimal(len({each for each in _organisations(counting) if _sum_of(counting, each) > 0}))
    runs = of.cumulative or of.indicator.kind == "stock"
    return total + (of.baseline or 0) if of.basis == "baseline" and runs else total


def share_by_hand(facts: Iterable[Recorded], day: date, indicator: int) -> Decimal | None:
    """The share of what was entered by hand, by value."""
    mine = [fact for fact in standing_facts(facts, day) if fact.indicator == indicator]
    whole = sum(abs(fact.value) for fact in mine)
    return Decimal(sum(abs(f.value) for f in mine if f.how != "room")) / whole if whole else None


def growth(levels: Sequence[LevelRow], start: date, day: date) -> Decimal | None:
    """The growth of all organisations, each by its last level before the plan and its last since; None without any."""
    found = []
    for organisation in {each.organisation for each in levels}:
        mine = sorted((each.ends_on, each.key, each.value) for each in levels if each.organisation == organisation)
        before = [value for ends_on, _, value in mine if ends_on <= start]
        since = [value for ends_on, _, value in mine if start < ends_on <= day]
        if before and since:
            found.append(max(Decimal(0), since[-1] - before[-1]))
    return sum(found, Decimal(0)) if found else None


def _first_day(of: TargetRow, day: date) -> date:
    if of.cumulative:
        return date.min
    earlier = [due + timedelta(days=1) for due, _ in of.values if due < day and due.year == day.year]
    return max([date(day.year, 1, 1), *earlier])


def _organisations(facts: Iterable[Recorded]) -> set[int]:
    return {fact.organisation for fact in facts if fact.organisation is not None}


def _sum_of(facts: Iterable[Recorded], organisation: int) -> Decimal:
    return sum((fact.value for fact in facts if fact.organisation == organisation), Decimal(0))
