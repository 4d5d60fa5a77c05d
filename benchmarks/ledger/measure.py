"""What is measured on one database: recording against bare inserts, figures against bare sums."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import data
from django.db import connection, transaction
from timing import Result, by_turns, ratio

from promost.accounts.actors import OPERATOR
from promost.kit import clock
from promost.kit.moments import Moment
from promost.ledger import after, sums
from promost.ledger.models import Fact
from promost.ledger.recording import NewFact, record

BATCH = 500
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
SUM = "SELECT SUM(value) FROM ledger_fact"
BY_REGION = "SELECT region_id, SUM(value) FROM ledger_fact"
Say = Callable[[str], None]


def recording(world: data.World, count: int, say: Say) -> None:
    """Record ``count`` facts in transactions of BATCH, by turns with two bare ways of the same rows."""
    after._callbacks.clear()  # what other rooms do afterwards is measured with them
    rounds = count // BATCH
    own = _batches(data.facts(world, count, seed=1))
    orm = [[data.row(new) for new in part] for part in _batches(data.facts(world, count, seed=2))]
    bare = [
        data.ready([data.row(new) for new in part], connection) for part in _batches(data.facts(world, count, seed=3))
    ]
    results = by_turns(
        [
            ("record", [lambda part=part: _record(part) for part in own]),
            ("bulk_create of ready instances", [lambda part=part: _bulk(part) for part in orm]),
            ("executemany of ready tuples", [lambda part=part: _bare(part) for part in bare]),
        ]
    )
    say(f"recording {count} facts, {rounds} transactions of {BATCH} (median of one, ms)")
    _tell(results, say, inverse=True)


def _record(part: Sequence[NewFact]) -> None:
    with transaction.atomic():
        record(OPERATOR, part)


def _bulk(part: Sequence[Fact]) -> None:
    with transaction.atomic():
        Fact.objects.bulk_create(part)


def _bare(part: Sequence[tuple[Any, ...]]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(_statement(), part)


def _copy(rows: Sequence[tuple[Any, ...]]) -> None:
    names = ", ".join(str(field.column) for field in data.FIELDS)
    with connection.cursor() as cursor, cursor.copy(f"COPY ledger_fact ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _statement() -> str:
    names = [str(field.column) for field in Fact._meta.concrete_fields if not field.primary_key]
    places = ", ".join(["%s"] * len(names))
    return f"INSERT INTO ledger_fact ({', '.join(names)}) VALUES ({places})"  # noqa: S608 - our own names


def fill(world: data.World, count: int) -> None:
    """Bring the table to ``count`` facts, by bare inserts, and let the database look at its statistics."""
    lacking = count - Fact.objects.count()
    for seed, part in enumerate(_chunks(lacking, 50_000), start=10):
        rows = data.filling(world, part, seed, connection)
        if connection.vendor == "postgresql":
            _copy(rows)
        else:
            _bare(rows)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE ledger_fact" if connection.vendor == "postgresql" else "ANALYZE")


def figures(world: data.World, rounds: int, say: Say) -> None:
    """Ask figures by the product and by bare SQL, by turns; both must give the same."""
    at = Moment(YEAR[1], clock.now())
    say(f"figures from {Fact.objects.count()} facts (median of one, ms)")
    for name, own, bare in _questions(world, at):
        if own(0) != bare(0):
            raise AssertionError(f"{name}: {own(0)} is not {bare(0)}")
        say(f"  {name}")
        ways = [
            ("product", [lambda n=n, ask=own: ask(n) for n in range(rounds)]),
            ("bare SQL", [lambda n=n, ask=bare: ask(n) for n in range(rounds)]),
        ]
        _tell(by_turns(ways), say)


def _questions(world: data.World, at: Moment) -> Iterable[tuple[str, Callable[[int], Any], Callable[[int], Any]]]:
    def indicator(number: int) -> Any:
        return world.indicators[number % len(world.indicators)]

    def region(number: int) -> Any:
        return world.regions[number % len(world.regions)]

    yield (
        "a region's year",
        lambda n: sums.total(indicator(n), at, *YEAR, region=region(n)),
        lambda n: _value(
            f"{SUM} WHERE region_id = %s AND indicator_id = %s AND happened_on BETWEEN %s AND %s",
            [region(n).pk, indicator(n).pk, *YEAR],
        ),
    )
    yield (
        "the country's year",
        lambda n: sums.total(indicator(n), at, *YEAR),
        lambda n: _value(
            f"{SUM} WHERE indicator_id = %s AND happened_on BETWEEN %s AND %s",
            [indicator(n).pk, *YEAR],
        ),
    )
    yield (
        "the country's year by region",
        lambda n: dict(sums.by_region(indicator(n), at, *YEAR)),
        lambda n: {
            key: _exact(value)
            for key, value in _rows(
                f"{BY_REGION} WHERE indicator_id = %s AND happened_on BETWEEN %s AND %s GROUP BY region_id",
                [indicator(n).pk, *YEAR],
            )
        },
    )
    yield (
        "a measure's figure",
        lambda n: sums.total(indicator(n), at, measure=world.measures[n % len(world.measures)]),
        lambda n: _value(
            f"{SUM} WHERE measure_id = %s AND indicator_id = %s AND happened_on <= %s",
            [world.measures[n % len(world.measures)].pk, indicator(n).pk, YEAR[1]],
        ),
    )


def _value(statement: str, given: Sequence[Any]) -> Any:
    return _exact(_rows(statement, given)[0][0])


def _exact(value: Any) -> Any:
    return Fact._meta.get_field("value").from_db_value(value)  # type: ignore[union-attr]


def _rows(statement: str, given: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall()


def _tell(results: Sequence[Result], say: Say, *, inverse: bool = False) -> None:
    own = results[0]
    for each in results:
        factor = ratio(each, own) if inverse else ratio(own, each)
        note = "" if each is own else f"   {'speed of the product' if inverse else 'product'} × {factor:.2f}"
        say(f"    {each.name:34} {each.middle * 1000:9.3f}{note}")


def _batches(facts: Iterable[NewFact]) -> list[list[NewFact]]:
    everything = list(facts)
    return [everything[start : start + BATCH] for start in range(0, len(everything), BATCH)]


def _chunks(count: int, size: int) -> Iterable[int]:
    while count > 0:
        yield min(size, count)
        count -= size
