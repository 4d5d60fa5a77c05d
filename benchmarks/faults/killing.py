"""Kills one deed again and again: python -m benchmarks.faults.killing DEED FOLDER KILLS SEED MINUTES.

Django is set up once; every deed, and every look at what it left, runs in a process of its own that is forked from here
and opens its own connection. Writes what came of it as JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import django

django.setup()

from benchmarks.faults.deeds import backing_up, house, importing, recording, restoring, signing  # noqa: E402
from benchmarks.faults.deeds.house import Deed  # noqa: E402 - as above

DEEDS: dict[str, Deed] = {
    "import": Deed(importing.do_import, importing.check_import),
    "accept": Deed(importing.do_accept, importing.check_accept),
    "record": Deed(recording.do, recording.check),
    "sign": Deed(signing.do, signing.check),
    "backup": Deed(backing_up.do, backing_up.check),
    "restore": Deed(restoring.do, restoring.check),
}
AGAIN = 5
"""After so many kills a deed's length is measured anew: rows have come, and the machine may be busier."""


@dataclass
class Tally:
    """What came of the kills: how many fell while the deed was at work, how many after it, and what was found."""

    killed: int = 0
    done: int = 0
    shares: list[float] = field(default_factory=list)
    """At which part of the deed's measured length each kill fell."""
    failures: list[str] = field(default_factory=list)


class Running:
    """A forked process and the pipe through which it speaks."""

    def __init__(self, work: Callable[[], None]) -> None:
        hear, speak = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(hear)
            _become(work, speak)
        os.close(speak)
        self.words = os.fdopen(hear, encoding="utf-8")

    def until(self, word: str) -> float:
        """Wait for a word; return the moment. Raises RuntimeError with what was said if the process ended first."""
        said = []
        for line in self.words:
            if line.strip() == word:
                return time.monotonic()
            said.append(line)
        raise RuntimeError("".join(said))

    def end(self) -> tuple[int, str]:
        """Wait for the end; return the exit code (negative: killed) and what was said since."""
        said = self.words.read()
        self.words.close()
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1]), said


def _become(work: Callable[[], None], speak: int) -> None:
    """Be the forked process: say through the pipe what is said, and leave without what the parent would do."""
    os.dup2(speak, 1)
    os.dup2(speak, 2)
    code = 1
    try:
        work()
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, the parent is told
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def kill_often(deed: str, folder: Path, kills: int, chance: random.Random, end: float) -> Tally:
    """Kill a deed ``kills`` times, and look after each time."""
    tally, length = Tally(), 0.0
    timed(deed, folder, 1000)  # the first quarter to sign is half signed already, so it tells no length
    for number in range(1, kills + 1):
        if time.monotonic() > end:
            break
        if number % AGAIN == 1:
            length = timed(deed, folder, 1000 + number)
        share = chance.random()
        failed = kill(deed, folder, number, share * length, tally) or look(deed, folder, number)
        tally.shares.append(share)
        if failed:
            tally.failures.append(f"{deed}, round {number}, killed after {share:.0%} of {length:.3f} s:\n{failed}")
    return tally


def kill(deed: str, folder: Path, number: int, after: float, tally: Tally) -> str:
    """Kill a deed ``after`` seconds; return what it said if it broke by itself, "" otherwise."""
    running = start(deed, folder, number)
    running.until("ready")
    time.sleep(after)
    os.kill(running.pid, signal.SIGKILL)
    code, said = running.end()
    if "done" in said.split():
        tally.done += 1
    else:
        tally.killed += 1
    return f"it broke:\n{said}" if code > 0 else ""


def look(deed: str, folder: Path, number: int) -> str:
    """Return what a new process finds half done or lost, "" for nothing."""

    def looking() -> None:
        house.wait_for_the_server()
        DEEDS[deed].check(folder, number)
        house.check()

    code, said = Running(looking).end()
    return said if code else ""


def timed(deed: str, folder: Path, number: int) -> float:
    """Let a deed run to its end; return how many seconds it takes once it has begun."""
    running = start(deed, folder, number)
    began = running.until("ready")
    ended = running.until("done")
    running.end()
    return ended - began


def start(deed: str, folder: Path, number: int) -> Running:
    """Start a deed in a process of its own; it says "ready" when it begins and "done" when it is done."""

    def doing() -> None:
        DEEDS[deed].do(folder, number)
        house.say("done")

    return Running(doing)


if __name__ == "__main__":
    name, place, count, seed, minutes = sys.argv[1:]
    until = time.monotonic() + 60 * float(minutes)
    found = kill_often(name, Path(place), int(count), random.Random(int(seed)), until)  # noqa: S311
    sys.stdout.write(json.dumps(asdict(found)))
