"""Many clients at once, served by threads of several processes: who was told yes, who was told no, what went wrong.

``crowd("module:function", …)`` calls ``function(client, number) -> bool`` for every attempt; any room can be so tried.
"""

from __future__ import annotations

import importlib
import multiprocessing
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import quantiles
from threading import Thread
from time import monotonic, perf_counter
from typing import Any

Attempt = Callable[[int, int], bool]


@dataclass
class Tally:
    """What came of all attempts: (client, number) of those told yes, how many were told no, errors by their words."""

    yes: list[tuple[int, int]] = field(default_factory=list)
    no: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)
    """Seconds of each attempt."""
    seconds: float = 0.0
    """From the first attempt to the end of the last."""

    def add(self, other: Tally) -> None:
        """Take another's counts in."""
        self.yes += other.yes
        self.no += other.no
        self.errors += other.errors
        self.took += other.took
        self.seconds = max(self.seconds, other.seconds)

    def told(self) -> str:
        """Say attempts, rate and times in a line."""
        parts = quantiles(self.took, n=1000)
        rate = len(self.took) / self.seconds
        times = f"p50 {parts[499] * 1000:.1f} ms, p99 {parts[989] * 1000:.0f} ms, longest {max(self.took):.1f} s"
        return f"{len(self.took)} attempts in {self.seconds:.0f} s ({rate:.0f} a second; {times})"


def crowd(attempt: str, *, clients: int, attempts: int, processes: int, threads: int) -> Tally:
    """Let ``clients`` share ``attempts`` evenly; they are served by ``threads`` of each of ``processes``, as a site
    serves them. All threads begin at the same moment.
    """
    context = multiprocessing.get_context("spawn")
    start, answers = context.Barrier(processes), context.Queue()
    everybody, served_by = list(range(clients)), processes * threads
    shares = [
        [everybody[place::served_by] for place in range(number, served_by, processes)] for number in range(processes)
    ]
    running = [
        context.Process(target=_process, args=(attempt, share, attempts // clients, start, answers, sys.path))
        for share in shares
    ]
    for each in running:
        each.start()
    whole = Tally()
    for _ in running:
        whole.add(answers.get())
    for each in running:
        each.join()
    return whole


def _process(attempt: str, shares: list[list[int]], each: int, start: Any, answers: Any, path: list[str]) -> None:
    """Do the part of one process, whose Django is set up by the environment."""
    sys.path[:] = path
    import django  # noqa: PLC0415 - the process is new, and the settings stand in its environment

    django.setup()
    module, _, name = attempt.partition(":")
    deed: Attempt = getattr(importlib.import_module(module), name)
    tallies = [Tally() for _ in shares]
    threads = [
        Thread(target=_serve, args=(deed, clients, each, tally)) for clients, tally in zip(shares, tallies, strict=True)
    ]
    start.wait()
    began = monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    whole.seconds = monotonic() - began
    answers.put(whole)


def _serve(deed: Attempt, clients: list[int], attempts: int, tally: Tally) -> None:
    """Serve some clients in turn, one attempt after another."""
    from django.db import connection  # noqa: PLC0415 - Django is set up by now

    for number in range(attempts):
        for client in clients:
            began = perf_counter()
            _attempt(deed, client, number, tally)
            tally.took.append(perf_counter() - began)
    connection.close()


def _attempt(deed: Attempt, client: int, number: int, tally: Tally) -> None:
    try:
        if deed(client, number):
            tally.yes.append((client, number))
        else:
            tally.no += 1
    except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
        tally.errors[f"{type(error).__name__}: {str(error).splitlines()[0]}"] += 1
