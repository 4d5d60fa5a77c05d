"""How many measures stand where, in words, each count with the address of what it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from promost.kit import formats
from promost.kit.components.kinds import Kind
from promost.plans.pages.overview import FIELD
from promost.progress.shapes import MeasureProgress
from promost.progress.words import CODES, code_of


@dataclass(frozen=True, slots=True)
class StateCount:
    """A count of measures in a state, with the address of these measures ("" where there is none)."""

    code: str
    label: str
    count: int
    kind: Kind
    url: str = ""

    @property
    def said(self) -> str:
        """The state and its count."""
        return f"{self.label}: {formats.number(self.count)}"


def counts(measures: Iterable[MeasureProgress], plan_url: str = "") -> list[StateCount]:
    """Return how many measures are late, at risk, done and so on; states in which there is none are left out."""
    by_code = Counter(map(code_of, measures))
    return [
        StateCount(code, str(word.text), by_code[code], word.kind, f"{plan_url}?{FIELD}={code}" if plan_url else "")
        for code, word in CODES.items()
        if by_code[code]
    ]
