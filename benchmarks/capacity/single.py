"""One client: a take of the kit against the bare statements, by turns."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from django.db import connection, transaction

from benchmarks.ledger.timing import Result, by_turns, ratio
from promost.kit import capacity, clock
from promost.kit.capacity import Name, Resource
from promost.kit.refs import Ref

BATCH = 100
"""So many transactions are timed together."""
UPDATE = "UPDATE kit_resource SET taken = taken + %s WHERE id = %s AND taken + %s <= capacity"
INSERT = """INSERT INTO kit_holding
(resource_id, taker_kind, taker_id, key, asked, amount, state, taken_at, confirmed_at)
VALUES (%s, 'benchmark.client', 'bare', %s, 10000, 10000, 'confirmed', %s, %s)"""
Say = Callable[[str], None]
_keys = count()


def measure(rounds: int, say: Say) -> None:
    """Take one place a transaction, each way by turns, and tell the ratios."""
    name = Name(Ref("benchmark.hall", "1"), "seats")
    row = capacity.open_(name, 10**9)
    ways = [
        ("take", lambda: _batch(lambda: _take(name))),
        ("take by the row", lambda: _batch(lambda: _take(row))),
        ("bare UPDATE and INSERT", lambda: _batch(lambda: _bare(row, insert=True))),
        ("bare conditional UPDATE alone", lambda: _batch(lambda: _bare(row, insert=False))),
    ]
    results = by_turns([(way, [deed] * rounds) for way, deed in ways])
    say(f"one client, {rounds} times {BATCH} transactions of one place (median)")
    for each in results:
        _tell(each, results, say)


def _tell(each: Result, results: list[Result], say: Say) -> None:
    rate = BATCH / each.middle
    against = f"{ratio(each, results[2]):5.2f} × UPDATE and INSERT, {ratio(each, results[3]):5.2f} × UPDATE alone"
    say(f"    {each.name:32} {each.middle / BATCH * 1000:7.3f} ms  {rate:7.0f} a second   {against}")


def _batch(deed: Callable[[], None]) -> None:
    for _ in range(BATCH):
        deed()


def _take(of: Name | Resource) -> None:
    with transaction.atomic():
        capacity.take([(of, 1)], by=Ref("benchmark.client", "kit"), key=str(next(_keys)))


def _bare(row: Resource, *, insert: bool) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(UPDATE, [10000, row.pk, 10000])
        if insert:
            now = connection.ops.adapt_datetimefield_value(clock.machine_now())
            cursor.execute(INSERT, [row.pk, str(next(_keys)), now, now])
