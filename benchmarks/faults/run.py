"""Kills deeds at random moments and looks afterwards whether anything is half done or lost.

python -m benchmarks.faults.run                       100 kills, a quarter each
python -m benchmarks.faults.run --kills 8 --deed backup --seed 7
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FROZEN_AT = "2025-11-17T09:00:00+03:00"
"""The demonstration's day, on which its plans may be recorded under."""
NAMES = ("backup", "restore", "record", "accept")


def main() -> int:
    """Kill, look, and tell; 1 when anything was half done or lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100, help="how many in all")
    parser.add_argument("--deed", choices=NAMES, action="append", help="only this one; may be given several times")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60, help="stop after so many")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="promost-faults-") as place:
        return run(Path(place), given.deed or list(NAMES), given.kills, random.Random(given.seed), given.minutes)  # noqa: S311


def run(folder: Path, deeds: list[str], kills: int, chance: random.Random, minutes: float) -> int:
    """Kill ``kills`` times, deed after deed; return 1 when a check failed."""
    prepare(folder)
    length = {deed: timed(folder, deed, number) for number, deed in enumerate(deeds)}
    told, failures = Counter[str](), []
    end = time.monotonic() + 60 * minutes
    for number in range(100, 100 + kills):
        if time.monotonic() > end:
            break
        deed = deeds[number % len(deeds)]
        after = chance.uniform(0, length[deed])
        told[f"{deed}: {'killed' if killed(folder, deed, number, after) else 'done before the kill'}"] += 1
        look = process(folder, "check", deed, number)
        out, _ = look.communicate(timeout=300)
        if look.returncode:
            failures.append(f"{deed}, round {number}, killed after {after:.3f} s:\n{out}")
    for line, count in sorted(told.items()):
        print(f"{count:4}  {line}")
    print("\n".join(failures) or "Nothing was half done, nothing was lost.")
    return 1 if failures else 0


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of an installation in the folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PROMOST_", "DATABASE_URL"))}
    ours = {"PROMOST_HOME": str(folder / "home" / "demo"), "PROMOST_JOBS_INLINE": "1", "PROMOST_FROZEN_AT": FROZEN_AT}
    return kept | ours | {"DJANGO_SETTINGS_MODULE": "promost.conf.settings", "PYTHONPATH": str(ROOT / "src")}


def prepare(folder: Path) -> None:
    """Make an installation with the demonstration's data, and a backup of it."""
    words = [sys.executable, "-m", "promost.conf.cli"]
    first = environment(folder) | {"PROMOST_HOME": str(folder / "home")}
    subprocess.run([*words, "demo", "--no-serve", "--no-browser"], env=first, cwd=ROOT, check=True)
    subprocess.run([*words, "backup", str(folder / "base.zip")], env=environment(folder), cwd=ROOT, check=True)


def process(folder: Path, what: str, deed: str, number: int) -> subprocess.Popen[str]:
    """Start a deed or its check."""
    words = [sys.executable, "-m", "benchmarks.faults.deeds", deed, what, str(folder), str(number)]
    return subprocess.Popen(
        words, env=environment(folder), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def timed(folder: Path, deed: str, number: int) -> float:
    """Let a deed run to its end; return how many seconds it takes once it has begun."""
    running = process(folder, "do", deed, number)
    began = begun(running)
    out, _ = running.communicate(timeout=600)
    if running.returncode:
        sys.exit(f"{deed} does not even run:\n{out}")
    return time.monotonic() - began


def killed(folder: Path, deed: str, number: int, after: float) -> bool:
    """Kill a deed ``after`` seconds; tell whether it was still at work."""
    running = process(folder, "do", deed, number)
    begun(running)
    time.sleep(after)
    running.kill()
    running.communicate()
    return running.returncode < 0


def begun(running: subprocess.Popen[str]) -> float:
    """Wait until the deed says that it begins."""
    for line in running.stdout or ():
        if line.strip() == "ready":
            return time.monotonic()
    sys.exit("the deed ended before it began")


if __name__ == "__main__":
    sys.exit(main())
