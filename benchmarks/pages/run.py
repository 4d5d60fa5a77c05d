"""Measure the plan page against bare Django views: interleaved runs, medians, ratios. See README.md."""

from __future__ import annotations

import argparse
import atexit
import gzip
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
HOME = tempfile.mkdtemp(prefix="promost-pages-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ.update(PROMOST_HOME=HOME, DJANGO_SETTINGS_MODULE="promost.conf.settings")
os.environ["PROMOST_FROZEN_AT"] = "2025-10-15T09:00:00+03:00"  # a kept page holds for a quarter of an hour
os.environ.pop("DATABASE_URL", None)
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "src")]

import django  # noqa: E402

django.setup()

from data import build  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from promost.conf.upgrade import upgrade  # noqa: E402

Visit = Callable[[], Any]
PEER = "bare view"


def main() -> None:
    """Make the data, visit the pages by turns, print one line for each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measures", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=25)
    given = parser.parse_args()
    visits = prepare(given.measures)
    times: dict[str, list[float]] = {name: [] for name in visits}
    for _ in range(given.rounds):
        for name, visit in visits.items():
            start = time.process_time()
            visit()
            times[name].append(time.process_time() - start)
    medians = {name: statistics.median(several) for name, several in times.items()}
    for name, visit in visits.items():
        tell(name, visit, medians[name], medians[PEER])


def prepare(measures: int) -> dict[str, Visit]:
    """Return each way to visit, warm: the bare views, our page for the first time, our page again."""
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.ROOT_URLCONF = "bare"
    settings.TEMPLATES[0]["DIRS"] = [HERE / "templates"]
    upgrade(with_backup=False)
    reader, plan = build(measures)
    client = Client()
    client.force_login(reader)
    ours, bare, barest = (f"/{way}/{plan.uuid}/" for way in ("plans", "bare", "barest"))
    client.get(ours)  # the first form gives the token, without which nothing is kept
    tag = client.get(ours).headers["ETag"]
    return {
        PEER: lambda: client.get(bare),
        "barest view": lambda: client.get(barest),
        "first visit": lambda: client.get(ours),
        "repeated visit": lambda: client.get(ours, headers={"If-None-Match": tag}),
    }


def tell(name: str, visit: Visit, median: float, bare: float) -> None:
    """Print a way's median, its ratio to the bare view, its queries and its bytes."""
    with CaptureQueriesContext(connection) as asked:
        answer = visit()
    size, packed = len(answer.content), len(gzip.compress(answer.content, 6))
    print(
        f"{name:15} {answer.status_code}   {median * 1000:7.1f} ms   ratio {median / bare:5.2f}   "
        f"{len(asked):2} queries   {size:8,} bytes, {packed:7,} compressed",
        flush=True,
    )


if __name__ == "__main__":
    main()
