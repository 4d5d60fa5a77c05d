"""The draft of a scheme: what was read from one row, with every doubt, every proposal and the place it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from promost.plans.reading.draft import Severity


class Certainty(StrEnum):
    """How far a proposed criterion can be trusted: the text says it in so many words, or it follows from them."""

    SURE = "sure"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: ``sheet`` (empty in a CSV), ``row`` counted from 1 as the file counts, the heading of the
    ``column``, and the ``field`` of the draft it went to."""

    sheet: str = ""
    row: int | None = None
    column: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A doubt: its ``code`` (see problems.toml), and the values that its sentence names."""

    code: str
    severity: Severity
    place: Place = Place()
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """A code of OKVED2 with the title that the row gives it; the title may be empty."""

    code: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class LegalAct:
    """An act. ``kind`` is a key of cells/acts.toml ("resolution", "law", …) or "other", ``head`` the words before its
    date and number ("Постановление Правительства Москвы"), ``text`` the whole as it is cited."""

    kind: str
    head: str
    number: str
    dated: date | None
    title: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered point, a bullet or a line. ``under`` is the line that introduces it ("Legal form:"), or empty."""

    number: str
    text: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A number of days; ``working`` ones leave out weekends and holidays. ``bound`` is at_most, at_least or exact."""

    days: int
    working: bool
    bound: str = "exact"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the procedure with the terms that it names, in order. ``total``: it tells the term of the whole."""

    number: str
    text: str
    terms: tuple[Term, ...] = ()
    total: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A condition that the text seems to ask for. ``node`` is a part of criteria (docs/matching.md), ``quote`` the
    words it was read from, ``field`` the draft's field that holds them, ``rule`` the rule that saw it."""

    node: Mapping[str, Any]
    quote: str
    field: str
    sure: Certainty
    rule: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Conditions:
    """Figures of what is given, where the file tells them beyond doubt: per cent, months, roubles."""

    rate_min: Decimal | None = None
    rate_max: Decimal | None = None
    term_months: int | None = None
    own_share: Decimal | None = None
    amount_min: Decimal | None = None
    amount_max: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SchemeDraft:
    """A scheme as one row tells it.

    Texts are plain: no markup, paragraphs parted by a blank line, list items on lines of their own. ``kind`` and
    ``level`` are codes of kinds.toml beside the words they were read from; ``min_investment`` is in roubles;
    ``sme_required`` and ``active`` are None where the row does not say. ``more`` holds the other known columns by
    field; ``raw`` every cell of the row, word for word, by its heading.
    """

    place: Place
    name: str
    raw: Mapping[str, str]
    region: str = ""
    short_name: str = ""
    kind: str = "other"
    kind_text: str = ""
    level: str = ""
    level_text: str = ""
    mechanism: str = ""
    purpose: str = ""
    acts: tuple[LegalAct, ...] = ()
    links: tuple[str, ...] = ()
    """Addresses of acts that could not be given to one of them."""
    address: str = ""
    """Where applications are taken."""
    provider: str = ""
    min_investment: Decimal | None = None
    activities: tuple[Activity, ...] = ()
    unrestricted: bool = False
    """The row says that activities are not restricted, whatever codes it lists."""
    restrictions: str = ""
    sme_required: bool | None = None
    requirements: str = ""
    requirement_items: tuple[Item, ...] = ()
    procedure: str = ""
    steps: tuple[Step, ...] = ()
    answer_days: int | None = None
    """Working days of the whole procedure, where the row names them."""
    documents: tuple[Item, ...] = ()
    conditions: Conditions = Conditions()
    active: bool | None = None
    more: Mapping[str, str] = field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that gives no scheme, with the reasons; ``raw`` as in a draft."""

    place: Place
    reasons: tuple[Problem, ...]
    raw: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a file. ``form`` is "investment_map", "gisp" or "table"; ``mapping`` the heading → field that
    was used, ``unknown_columns`` the headings that went nowhere but to ``raw``. Where an error stands among
    ``problems``, the file as a whole was not read, and there are neither drafts nor rejected rows."""

    drafts: tuple[SchemeDraft, ...]
    rejected: tuple[Rejected, ...]
    problems: tuple[Problem, ...]
    mapping: Mapping[str, str]
    unknown_columns: tuple[str, ...]
    form: str = "table"

    @property
    def refused(self) -> bool:
        """Whether the file as a whole could not be read."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)
