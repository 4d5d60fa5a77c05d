"""Kills deeds at random moments and looks afterwards whether anything is half done or lost.

python -m benchmarks.faults.run                              100 kills, shared among the deeds
python -m benchmarks.faults.run --postgres
python -m benchmarks.faults.run --kills 8 --deed sign --seed 7
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.faults.place import ROOT, Place, Places, server

NAMES = ("import", "accept", "record", "sign", "backup", "restore")


def main() -> int:
    """Kill, look, and tell; 1 when anything was half done or lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100, help="how many in all")
    parser.add_argument("--deed", choices=NAMES, action="append", help="only this one; may be given several times")
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=20, help="stop a deed's kills after so many")
    given = parser.parse_args()
    deeds: list[str] = given.deed or list(NAMES)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="promost-faults-")))
        places = Places(folder, stack.enter_context(server()) if given.postgres else "")
        tallies = []
        for number, deed in enumerate(deeds):
            kills = (given.kills - number + len(deeds) - 1) // len(deeds)
            tallies.append(killed(places.make(deed), deed, kills, given.seed + number, given.minutes))
    return tell(tallies)


def killed(place: Place, deed: str, kills: int, seed: int, minutes: float) -> dict[str, Any]:
    """Kill a deed often in a process of its own, and tell what came of it."""
    words = [deed, str(place.folder), str(kills), str(seed), str(minutes)]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.faults.killing", *words],
        env=place.environment(), cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    tally: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    count = len(tally["shares"])
    half = len(tally["failures"])
    print(
        f"{deed:8} {count:4} kills: {tally['killed']} at work, {tally['done']} just after; {half} half done", flush=True
    )
    return tally


def tell(tallies: list[dict[str, Any]]) -> int:
    """Print what came of all deeds; return the exit code."""
    shares = [share for tally in tallies for share in tally["shares"]]
    failures = [failure for tally in tallies for failure in tally["failures"]]
    if len(shares) > 1:
        quarters = ", ".join(f"{share:.0%}" for share in statistics.quantiles(shares))
        print(f"{len(shares)} kills; quartiles of the moment within the deed: {quarters}")
    print("\n".join(failures) or "Nothing was half done, nothing was lost.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
