"""Doubts of the reading: each a code of problems.toml with the values that its sentence names."""

from __future__ import annotations

from promost.plans.reading.draft import Place, Problem, Severity
from promost.plans.reading.messages import severity_of


class Doubts:
    """Problems of one field, in the order they were met; a code is kept once."""

    def __init__(self, field: str) -> None:
        self._field = field
        self._found: dict[str, Problem] = {}

    def raise_(self, code: str, **values: str) -> None:
        """Adds the problem ``code``; KeyError for a code that problems.toml does not have."""
        self._found.setdefault(code, Problem(code, severity_of(code), Place(field=self._field), tuple(values.items())))

    @property
    def any_error(self) -> bool:
        """Whether one of them is an error."""
        return any(problem.severity is Severity.ERROR for problem in self._found.values())

    def all(self) -> tuple[Problem, ...]:
        """The problems, errors first, otherwise as they were met."""
        ranks = list(Severity)
        return tuple(sorted(self._found.values(), key=lambda problem: ranks.index(problem.severity)))
