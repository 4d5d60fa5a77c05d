"""A statement as pages and the sheet show it, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promost.kit import formats
from promost.plans.models import MeasureEdition
from promost.plans.queries.flat import unit_text
from promost.progress.models import SignedHow, Statement
from promost.progress.shapes import FigureState, MeasureState
from promost.progress.statements.canonical import Line, exact
from promost.progress.statements.parties import Turn, turns
from promost.progress.statements.quarters import Quarter
from promost.progress.words import FIGURES, STATES

ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class TotalShown:
    """A target's total; ``end`` is the figure with its unit, or the word that stands where there is none."""

    uuid: str
    label: str
    unit: str
    quarter: Decimal | None
    late: Decimal | None
    before: Decimal | None
    after: Decimal | None
    end: str
    remark: str
    facts: int


@dataclass(frozen=True, slots=True)
class MeasureShown:
    """The state of a measure by the facts that are listed."""

    uuid: str
    number: str
    title: str
    state: str
    kind: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A fact that is left out: who objected, and why."""

    fact: str
    party: str
    reason: str


@dataclass(frozen=True, slots=True)
class SignatureShown:
    """A party and how it signed, in words; "" while it waits."""

    party: str
    said: str
    turn: Turn


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement with all that its sheet says."""

    statement: Statement
    title: str
    period: str
    about: str
    totals: tuple[TotalShown, ...]
    measures: tuple[MeasureShown, ...]
    left_out: tuple[LeftOut, ...]
    signatures: tuple[SignatureShown, ...]


def show(statement: Statement) -> Shown:
    """Return a statement, read with its plan, as shown; in four queries."""
    rest = [line for line in statement.totals if "schema" not in line]
    measures = _measures(statement, [line for line in rest if "state_of" in line])
    numbers = {measure.uuid: measure.number for measure in measures}
    return Shown(
        statement=statement,
        title=title_of(statement),
        period=period_of(statement),
        about=_about(statement),
        totals=tuple(_total(line, numbers) for line in rest if "target" in line),
        measures=measures,
        left_out=tuple(
            LeftOut(*(line[each] for each in ("left_out", "party", "reason"))) for line in rest if "left_out" in line
        ),
        signatures=tuple(SignatureShown(turn.party.called, signed(turn), turn) for turn in turns(statement)),
    )


def title_of(statement: Statement) -> str:
    """Name a statement."""
    text = _("Final statement No. %(number)s") if statement.is_final else _("Statement No. %(number)s")
    return text % {"number": statement.number}


def period_of(statement: Statement) -> str:
    """Name the quarter: "II quarter of 2025"."""
    quarter = Quarter(statement.starts_on, statement.ends_on)
    text = _("quarter %(number)s of %(year)s, by %(day)s")
    day = formats.day(statement.ends_on)
    return text % {"number": ROMAN[quarter.number - 1], "year": statement.ends_on.year, "day": day}


def signed(turn: Turn) -> str:
    """Say how and when a party signed; "" while it waits. On a sheet and a public page no person is named."""
    signature = turn.signature
    if signature is None:
        return ""
    said = {"day": formats.day(signature.signed_on), "by": signature.made_for or "—"}
    if signature.how == SignedHow.PAPER:
        return _("%(day)s, on paper, attached by %(by)s") % said
    text = _("%(day)s, accepted here by %(by)s") if turn.is_acceptance else _("%(day)s, signed here by %(by)s")
    return text % said


def _about(statement: Statement) -> str:
    return _("Drawn on %(day)s by edition %(edition)s of the plan.") % {
        "day": formats.day(statement.drawn_at.date()),
        "edition": statement.edition,
    }


def _total(line: Line, numbers: Mapping[str, str]) -> TotalShown:
    """A target of a measure bears its number before the document's words, which often say little alone."""
    after, state = exact(line["after"]), FigureState(line["state"])
    unit = unit_text(line["unit"], line["okei"])
    return TotalShown(
        uuid=line["target"],
        label=f"{numbers.get(line['measure'] or '', '')} {line['label']}".strip(),
        unit=unit,
        quarter=exact(line["quarter"]),
        late=exact(line["late"]),
        before=exact(line["before"]),
        after=after,
        end=formats.amount(after, unit) if after is not None else str(FIGURES[state]),
        remark=_remark(line),
        facts=line["facts"],
    )


def _remark(line: Line) -> str:
    parts = [exact(part) for part in line["parts"] or ()]
    of = ""
    if parts:
        above, below = (formats.number(part or Decimal(0)) for part in parts)
        of = _("%(part)s of %(whole)s") % {"part": above, "whole": below}
    unknown = ""
    if line["unknown"]:
        unknown = ngettext(
            "%(count)d enterprise without a baseline is not counted",
            "%(count)d enterprises without a baseline are not counted",
            line["unknown"],
        ) % {"count": line["unknown"]}
    return "; ".join(filter(None, [of, line["release"], unknown, line["declared_reason"]]))


def _measures(statement: Statement, lines: list[Line]) -> tuple[MeasureShown, ...]:
    named = _named(statement)
    return tuple(
        MeasureShown(line["state_of"], *named.get(line["state_of"], ("", "")), str(word.text), word.kind)
        for line in lines
        for word in [STATES[MeasureState(line["state"])]]
    )


def _named(statement: Statement) -> Mapping[str, tuple[str, str]]:
    rows = MeasureEdition.objects.filter(edition__plan=statement.plan_id, edition__number=statement.edition)
    named = rows.order_by("position").values_list("measure__uuid", "number", "title")
    return {str(uuid): (number, title) for uuid, number, title in named}
