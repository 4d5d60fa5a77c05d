"""From the tree of a text to its deadline: which of the things it says decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from promost.plans.reading.draft import Deadline, DeadlineKind, Relative
from promost.plans.reading.language.doubts import Doubts

from .concrete import read_terms
from .grammar import Tree
from .nodes import DayRule, Event, Mark, Node, Repeat, Term
from .recurring import Parts, read_repeat, repeat_of
from .schedule import often
from .terms import in_year
from .tokens import Token
from .years import Calendar, Period, YearUnknown

AnyNode = TypeVar("AnyNode", bound=Node)


@dataclass(frozen=True, slots=True)
class Saying:
    """A text, its tokens and their tree; ``begin`` is where the text begins in the one that the tokens count in."""

    text: str
    tokens: tuple[Token, ...]
    tree: Tree
    begin: int = 0

    def all(self, kind: type[AnyNode]) -> tuple[AnyNode, ...]:
        """The nodes of a kind; those in parentheses only where nothing of that kind stands outside."""
        found = tuple(node for node in self.tree.nodes if isinstance(node, kind))
        outside = tuple(node for node in found if node.depth == 0)
        return outside or found

    def words(self, first: int, last: int) -> str:
        """The text of the tokens from ``first`` to ``last`` (exclusive)."""
        if first >= last:
            return ""
        return self.text[self.tokens[first].begin - self.begin : self.tokens[last - 1].stop - self.begin]

    def mark(self, kind: str) -> Mark | None:
        """The first word of that kind that is a term by itself."""
        return next((node for node in self.tree.nodes if isinstance(node, Mark) and node.kind == kind), None)


def judge(saying: Saying, period: Period, doubts: Doubts) -> Deadline:
    """The deadline of a text, without its text and before it is compared with the plan's period."""
    calendar = Calendar(period)
    try:
        return _decide(saying, calendar, doubts)
    except YearUnknown:
        doubts.raise_("YEAR_MISSING", text=saying.text)
        return Deadline(DeadlineKind.NONE)
    except ValueError:
        doubts.raise_("INVALID_DATE", text=saying.text)
        return Deadline(DeadlineKind.INVALID)
    finally:
        if calendar.assumed:
            doubts.raise_("YEAR_ASSUMED", year=", ".join(map(str, sorted(calendar.assumed))))


def _decide(saying: Saying, calendar: Calendar, doubts: Doubts) -> Deadline:
    parts = _repeated(saying)
    if parts is not None:
        _tell_unused(saying, parts, doubts)
        return read_repeat(parts, calendar, doubts)
    terms = _terms(saying)
    if terms:
        if saying.mark("later") or saying.mark("tentative") or "__" in saying.text:
            doubts.raise_("TENTATIVE_DEADLINE", text=saying.text)
        _tell_condition(saying, terms[0], doubts)
        return read_terms(terms, calendar, doubts)
    return _by_word(saying, calendar, doubts)


def _tell_condition(saying: Saying, term: Term, doubts: Doubts) -> None:
    """What is said behind a date ("при условии …", "после …") is no part of it, and is named."""
    for event in saying.all(Event):
        if event.first > term.first and event.depth == 0:
            doubts.raise_("WORDS_LEFT_OVER", words=saying.words(event.first, event.last))
    onward = saying.mark("onward")
    if onward is not None:
        doubts.raise_("WORDS_LEFT_OVER", words=saying.words(onward.first, len(saying.tokens)))


def _tell_unused(saying: Saying, parts: Parts, doubts: Doubts) -> None:
    """An event beside a repeat counts only as a length of time after each period; any other is named."""
    for event in saying.all(Event):
        if event is not parts.event or event.amount <= 0:
            doubts.raise_("WORDS_LEFT_OVER", words=saying.words(event.first, event.last))


def _terms(saying: Saying) -> tuple[Term, ...]:
    """The terms that count: those outside parentheses; "2025 г. (июль)" is the finer term in that year."""
    outside = saying.all(Term)
    inside = tuple(node for node in saying.tree.nodes if isinstance(node, Term) and node.depth > 0)
    if len(outside) != 1 or not inside or outside[0] in inside:
        return outside
    year = outside[0].start
    if year.grain != "year" or outside[0].end or outside[0].lead or any(term.start.dated for term in inside):
        return outside
    return tuple(in_year(term, year) for term in inside)


def _repeated(saying: Saying) -> Parts | None:
    repeats, rules = saying.all(Repeat), saying.all(DayRule)
    if not repeats and not rules:
        return None
    repeat = min(repeats, key=often) if repeats else repeat_of(rules[0])
    if repeats and rules and not rules[0].unit and repeat.unit == "year" and rules[0].month != "following":
        rules = ()
    following = any(token.kind == "following" for token in saying.tree.rest)
    return Parts(
        _weekday(repeats) or repeat,
        rules[0] if rules else None,
        next(iter(saying.all(Event)), None),
        saying.all(Term),
        saying.mark("onward"),
        following,
    )


def _weekday(repeats: Sequence[Repeat]) -> Repeat | None:
    """Such as "еженедельно, по пятницам": the repeat that names the weekday."""
    return next((repeat for repeat in repeats if repeat.weekday), None)


def _by_word(saying: Saying, calendar: Calendar, doubts: Doubts) -> Deadline:
    """No day and no repeat is said: an event, a word such as "постоянно", or nothing that we understand."""
    hanging = saying.all(Event)
    whole = saying.mark("whole")
    word = saying.mark("later") or saying.mark("ondemand")
    if word is not None and hanging and hanging[0].amount == 0 and word.first < hanging[0].first:
        hanging = ()
    if hanging and not whole:
        return _relative(saying, hanging[0], doubts)
    if whole is not None:
        return _whole(whole, calendar, doubts)
    if saying.mark("ondemand") is not None:
        doubts.raise_("ON_DEMAND_DEADLINE", text=saying.text)
        return Deadline(DeadlineKind.ON_DEMAND)
    return _nothing(saying, doubts)


def _nothing(saying: Saying, doubts: Doubts) -> Deadline:
    if saying.mark("later") is not None:
        code = "UNRESOLVED_DEADLINE"
    elif saying.mark("missing") is not None or not any(letter.isalnum() for letter in saying.text):
        code = "MISSING_DEADLINE"
    else:
        code = "UNREADABLE_DEADLINE"
    doubts.raise_(code, text=saying.text)
    return Deadline(DeadlineKind.NONE)


def _relative(saying: Saying, event: Event, doubts: Doubts) -> Deadline:
    said = saying.words(event.words_first, event.words_last)
    doubts.raise_("RELATIVE_DEADLINE", text=saying.text, event=said or saying.text)
    return Deadline(DeadlineKind.RELATIVE, relative=Relative(event.amount, event.unit, event.working, said))


def _whole(mark: Mark, calendar: Calendar, doubts: Doubts) -> Deadline:
    if calendar.period is None:
        doubts.raise_("PERIOD_UNKNOWN")
        return Deadline(DeadlineKind.PERIOD, precision=mark.value)
    first, last = calendar.period
    if mark.value == "year" and first.year == last.year:
        first, last = first.replace(month=1, day=1), last.replace(month=12, day=31)
    elif mark.value == "year":
        doubts.raise_("YEAR_ASSUMED", year=f"{first.year}–{last.year}")
    return Deadline(DeadlineKind.PERIOD, first, last, precision=mark.value)
