"""What is wrong with a file, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that cannot be taken (counted from 1; 0 for the file as a whole) and what is wrong with it."""

    line: int
    message: str

    def __str__(self) -> str:
        """Say it with its line."""
        if not self.line:
            return self.message
        return _("line %(line)d: %(message)s") % {"line": self.line, "message": self.message}


class BadFile(Exception):
    """A file that cannot be taken; nothing of it was saved. ``problems`` names every line that is wrong."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name, self.problems = name, tuple(problems)
        super().__init__(name)

    def __str__(self) -> str:
        """Name the file, the first problems, and how many more there are."""
        head = _("%(file)s was not loaded; nothing was changed.") % {"file": self.name}
        return "\n".join([head, *(f"  {problem}" for problem in self.problems[:SHOWN]), *self._more()])

    def _more(self) -> Sequence[str]:
        rest = len(self.problems) - SHOWN
        return ["  " + ngettext("and %d more", "and %d more", rest) % rest] if rest > 0 else []


def whole(name: str, message: str) -> BadFile:
    """Return the refusal of a file as a whole."""
    return BadFile(name, [Problem(0, message)])
