"""Promost alone: reading columns, matching, additions, changes, and memory for a country. See README.md."""

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]

import data  # noqa: E402

from promost.matching import Criteria, Engine  # noqa: E402


def main() -> None:
    """Print the time of each step, in processor time, and the peak of memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=300_000)
    parser.add_argument("--offers", type=int, default=2_000)
    parser.add_argument("--forget", action="store_true", help="count only, and let go of every batch")
    parser.add_argument("--batch", type=int, default=300_000, help="records made and handed over at a time")
    given = parser.parse_args()
    with step("engine of all offers"):
        criteria = {key: Criteria.from_json(one) for key, one in data.offers(given.offers).items()}
        engine = Engine(data.SCHEMA, criteria, data.AS_OF)
    if given.forget:
        count_only(engine, given.records, given.batch)
        return
    match = engine.match({})
    spent = 0.0
    for seed, start in enumerate(range(0, given.records, given.batch)):
        columns = data.columns(min(given.batch, given.records - start), seed)
        before = time.process_time()
        match.extend(columns)
        spent += time.process_time() - before
        print(f"{len(match):>10} records, {spent:6.2f} s reading and matching, peak {peak():5.0f} MB", flush=True)
    new = [Criteria.from_json(one) for one in data.offers(22, seed=99).values()]
    each("a new offer", lambda i: match.add(f"new-{i}", new[i]))
    each("one offer's records", lambda i: match.offer(f"scheme-{i}"))
    each("a changed record", lambda i: match.update(i * 7, {"employees": i}))
    each("a record's answers", lambda i: match.record(i * 11))
    record = {name: column[3] for name, column in columns.items()}
    each("a record explained", lambda _: engine.explain(record))
    verdicts = engine.explain(record)
    with step("every nearest yes"):
        ways = [verdict.nearest for verdict in verdicts.values()]
    print(f"{sum(way is not None and not way.smallest for way in ways)} of {len(ways)} ways may not be the smallest")
    print(f"{sum(found.yes for found in match.counts().values())} pairs are yes; peak {peak():.0f} MB")


def count_only(engine: Engine, records: int, batch: int) -> None:
    """What a tally holds while it counts."""
    batches = range(0, records, batch)
    tally = engine.tally(
        told(data.columns(min(batch, records - start), seed), start) for seed, start in enumerate(batches)
    )
    print(f"{tally.records:>10} records, {sum(one.yes for one in tally.counts().values())} pairs are yes")


def told(columns: dict[str, Any], start: int) -> dict[str, Any]:
    """The columns; the peak of memory so far is printed."""
    print(f"{start:>10} records, peak {peak():5.0f} MB", flush=True)
    return columns


def each(name: str, do: Callable[[int], Any], times: int = 20) -> None:
    """The first time, and the median of the others."""
    taken = []
    for i in range(times + 1):
        start = time.process_time()
        do(i)
        taken.append(1000 * (time.process_time() - start))
    first, rest = taken[0], sorted(taken[1:])
    print(f"{name:26} {rest[times // 2]:9.2f} ms (first {first:.2f})", flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Time a step."""
    start = time.process_time()
    yield
    print(f"{name:26} {1000 * (time.process_time() - start):9.2f} ms", flush=True)


def peak() -> float:
    """Most memory held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
