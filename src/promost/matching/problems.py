"""What is wrong with an input, where, and what to do about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from promost.matching.words import phrase


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: ``code`` is a key of ``[problem]`` in words.toml, ``where`` a place the reader can find."""

    code: str
    where: str
    given: Mapping[str, str] = field(default_factory=dict)

    def text(self, lang: str = "en") -> str:
        """The place, what is wrong and what to do, in ``ru`` or ``en``."""
        said = phrase("problem", self.code, lang).format(**self.given)
        return f"{self.where}: {said}" if self.where else said


class MatchingError(ValueError):
    """Bad input. ``problems`` holds every fault found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems; the exception's own text is their English."""
        self.problems = tuple(problems)
        super().__init__(self.text())

    def text(self, lang: str = "en") -> str:
        """All problems, one a line."""
        return "\n".join(problem.text(lang) for problem in self.problems)


class SchemaError(MatchingError):
    """A field is described in a way that cannot be used."""


class CriteriaError(MatchingError):
    """Criteria that cannot be read, or do not fit the schema."""


class RecordError(MatchingError):
    """A record or a column that does not fit the schema."""


class BadValue(Exception):
    """One value does not fit; whoever knows the place turns it into a ``Problem``."""

    def __init__(self, code: str, **given: object) -> None:
        """Name the kind of fault, and the words that go into its sentence."""
        super().__init__(code)
        self.code = code
        self.given = {name: str(word) for name, word in given.items()}

    def at(self, where: str) -> Problem:
        """The same fault with its place."""
        return Problem(self.code, where, self.given)
