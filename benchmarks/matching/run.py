"""Measure the matching of a table against the peers: interleaved runs, medians, ratios. See README.md."""

import argparse
import os
import statistics
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

os.environ["POLARS_MAX_THREADS"] = "1"
sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]

import data  # noqa: E402
from duckdb_way import DuckDB  # noqa: E402
from openfisca_way import OpenFisca  # noqa: E402
from polars_way import Polars  # noqa: E402
from promost_way import Promost  # noqa: E402

WAYS: dict[str, Any] = {
    "polars": Polars,
    "polars-each": partial(Polars, cached=False),
    "openfisca": OpenFisca,
    "openfisca-each": partial(OpenFisca, cached=False),
    "duckdb": DuckDB,
}


def main() -> None:
    """Print one line per way: the median, and its ratio to Promost's in the same rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=300_000)
    parser.add_argument("--offers", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--nothing-shared", action="store_true", help="every offer has conditions of its own")
    given = parser.parse_args()
    columns = data.columns(given.records)
    offers = data.offers(given.offers, mix=data.Mix(None) if given.nothing_shared else data.Mix())
    for name in given.ways:
        compare(name, columns, offers, given.rounds)


def compare(name: str, columns: dict[str, list[Any]], offers: dict[str, Any], rounds: int) -> None:
    """Promost and one peer by turns, each on one core, in processor time; the answers must be the same."""
    ours, peer = Promost(columns, offers), WAYS[name](columns, offers)
    first, second = ours.run(), peer.run()
    wrong = np.flatnonzero((first != second).any(axis=1))
    times: dict[str, list[float]] = {ours.name: [], peer.name: []}
    for _ in range(rounds):
        for way in (ours, peer):
            start = time.process_time()
            way.run()
            times[way.name].append(time.process_time() - start)
    mine, theirs = (statistics.median(one) for one in times.values())
    agree = "same answers" if not len(wrong) else f"{len(wrong)} offers differ"
    print(f"{peer.name:30} {theirs:8.3f} s   promost {mine:6.3f} s   ratio {theirs / mine:6.1f}   {agree}", flush=True)


if __name__ == "__main__":
    main()
