"""A scheme as the lists show it, with the reasons of its answer in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse

from promost.matching import Schema, Truth
from promost.matching.sentences import Speaker
from promost.profiles import schema as profile
from promost.support.models import LegalAct, Scheme
from promost.support.navigator import words
from promost.support.navigator.forms import language
from promost.support.navigator.standing import Fit
from promost.support.navigator.subjects import Subject

NAMED = 4
"""Missing facts of a scheme that are shown at once; the others are counted."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition that fails, what the enterprise has, and the act that asks for it."""

    condition: str
    yours: str
    source: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that is not known, and where it is found."""

    code: str
    name: str
    where: str


@dataclass(frozen=True, slots=True)
class Row:
    """A scheme in a list. ``way``: the nearest change in words; ``fixed``: what stands in the way and cannot change."""

    scheme: Scheme
    answer: Truth
    url: str
    terms: str
    where: str
    window: words.Said
    reasons: tuple[Reason, ...]
    way: str
    fixed: str
    missing: tuple[Missing, ...]
    more_missing: int
    act: LegalAct | None
    is_saved: bool
    is_unconditional: bool

    @property
    def key(self) -> str:
        """The scheme's lasting id."""
        return str(self.scheme.uuid)


class Teller:
    """Tells of schemes for one enterprise in the reader's language."""

    def __init__(self, schema: Schema, subject: Subject, today: date) -> None:
        self.schema, self.today = schema, today
        self.read = schema.read(subject.record)
        self.speaker = Speaker(schema, language())

    def rows(self, fits: Sequence[Fit], saved: Collection[str] = ()) -> list[Row]:
        """Return the rows of a page; one query, for the acts. ``saved``: the schemes kept at hand."""
        prefetch_related_objects([fit.scheme for fit in fits], "acts")
        return [self.row(fit, is_saved=fit.key in saved) for fit in fits]

    def row(self, fit: Fit, *, is_saved: bool) -> Row:
        """Return a scheme as a list shows it; its acts are read before."""
        scheme, verdict = fit.scheme, fit.verdict
        missing = verdict.missing
        is_no = verdict.answer is Truth.NO
        return Row(
            scheme,
            verdict.answer,
            page_of(scheme),
            words.joined(words.terms(scheme)),
            words.where(scheme),
            words.window(fit.opening, self.today),
            self.reasons(fit) if is_no else (),
            verdict.way(language()) if is_no and verdict.nearest is not None else "",
            self.fixed(fit) if is_no and verdict.nearest is None else "",
            tuple(missing_of(code) for code in missing[:NAMED]),
            max(len(missing) - NAMED, 0),
            next(iter(scheme.acts.all()), None),
            is_saved,
            verdict.unconditional,
        )

    def reasons(self, fit: Fit) -> tuple[Reason, ...]:
        """Return what fails, each condition once."""
        found = (
            Reason(self.speaker.condition(one), self.speaker.actual(one.field, self.read), one.leaf.note.source)
            for one in fit.verdict.failed
        )
        return tuple(dict.fromkeys(found))

    def fixed(self, fit: Fit) -> str:
        """Name what fails and cannot be changed; "" when no way was found although nothing is fixed."""
        names = dict.fromkeys(one.field for one in fit.verdict.failed)
        return ", ".join(self.speaker.label(name) for name in names if self.schema[name].fixed)

    def value(self, code: str) -> str:
        """Say what is known in a field."""
        return self.speaker.actual(code, self.read)


@dataclass(frozen=True, slots=True)
class Known:
    """A fact that is known: its field and value in words. ``is_answer``: given in this visit."""

    code: str
    name: str
    value: str
    is_answer: bool


def known(teller: Teller, subject: Subject) -> list[Known]:
    """Return what is known, fields in their order; what was answered in this visit in the order given, at the end."""
    given = [code for code in profile.by_code() if subject.given.get(code) is not None]
    answered = [code for code, value in subject.answers.items() if value is not None]
    return [_known(teller, code, code in answered) for code in (*(c for c in given if c not in answered), *answered)]


def missing_of(code: str) -> Missing:
    """Return a fact that is wanted."""
    field = profile.by_code()[code]
    return Missing(code, field.name, field.where)


def page_of(scheme: Scheme) -> str:
    """Return the address of a scheme's own page."""
    return reverse("support:scheme", args=[scheme.uuid])


def _known(teller: Teller, code: str, is_answer: bool) -> Known:
    name: Any = profile.by_code()[code].name
    return Known(code, name, teller.value(code), is_answer)
