"""Schemes side by side: what each gives, and each of its conditions for this enterprise. Pure of the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from promost.kit import formats
from promost.matching import Criteria, Schema, Truth
from promost.matching.conditions import holds
from promost.matching.normal import Literal, Normal, normal
from promost.matching.sentences import Speaker
from promost.support.models import Scheme
from promost.support.navigator import words
from promost.support.navigator.forms import language
from promost.support.navigator.standing import Fit
from promost.support.navigator.subjects import Subject
from promost.support.schemes.queries import criteria_of

MOST = 4


@dataclass(frozen=True, slots=True)
class Check:
    """A condition in words and its answer. ``one_of``: it need not hold when another one does."""

    text: str
    answer: Truth
    source: str
    one_of: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the comparison: its heading, and what each scheme says in it."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What schemes ask about a field: the enterprise's value, and each scheme's conditions on it, none for some."""

    code: str
    name: str
    yours: str
    is_known: bool
    cells: tuple[tuple[Check, ...], ...]


def lines(fits: Sequence[Fit], today: date) -> list[Line]:
    """Return what the schemes give and on which terms; what none of them says is left out."""
    told: Mapping[str, Iterable[str]] = {
        _("What is given"): (fit.scheme.get_kind_display() for fit in fits),
        _("Whose"): (words.where(fit.scheme) for fit in fits),
        _("Provider"): (fit.scheme.from_whom for fit in fits),
        _("Amount"): (words.amount(fit.scheme) for fit in fits),
        _("Rate"): (words.rate(fit.scheme) for fit in fits),
        _("Term"): (words.term(fit.scheme) for fit in fits),
        _("Own share"): (words.own_share(fit.scheme) for fit in fits),
        _("Applications"): (words.window(fit.opening, today).text for fit in fits),
        _("Decided within"): (_days(fit.scheme) for fit in fits),
        _("Documents"): ("; ".join(str(each) for each in fit.scheme.documents.all()) for fit in fits),
    }
    found = (Line(name, tuple(cells)) for name, cells in told.items())
    return [line for line in found if any(line.cells)]


def conditions(fits: Sequence[Fit], schema: Schema, subject: Subject, day: date) -> list[Conditions]:
    """Return the conditions field by field, in the order of the fields."""
    read, speaker = schema.read(subject.record), Speaker(schema, language())
    several = [_checks(criteria_of(fit.scheme), schema, day, speaker, read) for fit in fits]
    return [
        Conditions(
            code,
            speaker.label(code),
            speaker.actual(code, read),
            read[code] is not None,
            tuple(tuple(checks.get(code, ())) for checks in several),
        )
        for code in schema
        if any(code in checks for checks in several)
    ]


def _checks(
    criteria: object, schema: Schema, day: date, speaker: Speaker, read: Mapping[str, object]
) -> dict[str, list[Check]]:
    found: dict[str, list[Check]] = {}
    node = normal(Criteria.from_json(criteria).root, schema, day)
    for literal, one_of in _literals(node, one_of=False) if node is not None else ():
        answer = holds(literal.condition, read, schema)  # type: ignore[arg-type]
        check = Check(speaker.condition(literal), answer, literal.leaf.note.source, one_of)
        several = found.setdefault(literal.field, [])
        if check not in several:
            several.append(check)
    return found


def _literals(node: Normal, *, one_of: bool) -> Iterable[tuple[Literal, bool]]:
    """Each condition, and whether a group above it is content with fewer than all of its parts."""
    if isinstance(node, Literal):
        yield node, one_of
        return
    for child in node.children:
        yield from _literals(child, one_of=one_of or node.least < len(node.children))


def _days(scheme: Scheme) -> str:
    return formats.count_days(scheme.answer_days) if scheme.answer_days else ""
