"""Two ways by turns, so that a busy machine is unfair to neither; medians are compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Deed = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Result:
    """Seconds of one way's rounds, by the way's name."""

    name: str
    seconds: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median, in seconds."""
        return median(self.seconds)


def by_turns(ways: Sequence[tuple[str, Sequence[Deed]]]) -> list[Result]:
    """Do the first deed of each way, then the second of each, …; every other round in the opposite order."""
    seconds: dict[str, list[float]] = {name: [] for name, _ in ways}
    rounds = len(ways[0][1])
    for number in range(rounds):
        for name, deeds in ways if number % 2 == 0 else list(reversed(ways)):
            start = perf_counter()
            deeds[number]()
            seconds[name].append(perf_counter() - start)
    return [Result(name, tuple(seconds[name])) for name, _ in ways]


def ratio(own: Result, other: Result) -> float:
    """How many times the other's median ours takes."""
    return own.middle / other.middle
