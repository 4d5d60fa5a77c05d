"""Three values: yes, no, and unknown (S. C. Kleene's strong logic, 1938)."""

from collections.abc import Iterable
from enum import StrEnum


class Truth(StrEnum):
    """An answer. It is a string, so it can be stored and sent as it is."""

    NO = "no"
    UNKNOWN = "unknown"
    YES = "yes"

    @property
    def rank(self) -> int:
        """0 for no, 1 for unknown, 2 for yes."""
        return _ORDER.index(self)

    def __invert__(self) -> "Truth":
        """Not: yes and no change places, unknown stays."""
        return _ORDER[2 - self.rank]

    def __and__(self, other: "Truth") -> "Truth":
        """And: the lower of the two."""
        return _ORDER[min(self.rank, other.rank)]

    def __or__(self, other: "Truth") -> "Truth":
        """Or: the higher of the two."""
        return _ORDER[max(self.rank, other.rank)]


_ORDER = (Truth.NO, Truth.UNKNOWN, Truth.YES)


def of(fact: bool) -> Truth:
    """The answer for something that is known."""
    return Truth.YES if fact else Truth.NO


def at_least(least: int, answers: Iterable[Truth]) -> Truth:
    """Whether at least ``least`` of the answers are yes; *all* and *any* are the two ends of it."""
    ranks = [answer.rank for answer in answers]
    if ranks.count(2) >= least:
        return Truth.YES
    return Truth.UNKNOWN if len(ranks) - ranks.count(0) >= least else Truth.NO
