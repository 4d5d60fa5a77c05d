"""Doubts of the reading: each a code of problems.toml with the values that its sentence names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from promost.plans.reading.draft import Place, Problem, Severity


@cache
def severities() -> Mapping[str, Severity]:
    """Every problem code → its severity, from problems.toml."""
    with Path(__file__).parent.with_name("problems.toml").open("rb") as file:
        table = tomllib.load(file).get("problem", {})
    return {code: Severity(entry["severity"]) for code, entry in table.items()}


class Doubts:
    """Problems of one field, in the order they were met; a code is kept once."""

    def __init__(self, field: str) -> None:
        self._field = field
        self._found: dict[str, Problem] = {}

    def raise_(self, code: str, **values: str) -> None:
        """Adds the problem ``code``; KeyError for a code that problems.toml does not have."""
        severity = severities()[code]
        self._found.setdefault(code, Problem(code, severity, Place(field=self._field), tuple(values.items())))

    @property
    def any_error(self) -> bool:
        """Whether one of them is an error."""
        return any(problem.severity is Severity.ERROR for problem in self._found.values())

    def all(self) -> tuple[Problem, ...]:
        """The problems, errors first, otherwise as they were met."""
        ranks = list(Severity)
        return tuple(sorted(self._found.values(), key=lambda problem: ranks.index(problem.severity)))
