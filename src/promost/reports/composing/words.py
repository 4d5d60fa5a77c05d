"""Words of a report, in the language that is active."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promost.kit import formats
from promost.plans.pages.names import direction_name
from promost.plans.queries.flat import unit_text
from promost.progress.shapes import FigureState, Lowering, Standing
from promost.progress.words import FIGURES, LAST_MONTH, LOWERINGS, STANDINGS
from promost.reports.quarters import Quarter
from promost.reports.snapshot.shapes import FigureLine, MeasureLine, Outcome, TargetLine

STATES: Mapping[str, Any] = {
    FigureState.ZERO: gettext_lazy("zero"),
    **{str(state): word for state, word in FIGURES.items()},
}
"""The words that stand where there is no number, or beside a zero; those of the pages."""

MEANINGS: Mapping[str, Any] = {
    FigureState.ZERO: gettext_lazy("it was reported that there is nothing"),
    FigureState.NOT_REPORTED: gettext_lazy("the value is due, and nobody has reported it"),
    FigureState.NOT_DUE: gettext_lazy("the day of the value is still to come"),
    FigureState.AWAITED: gettext_lazy("the source publishes the value later"),
    FigureState.UNKNOWN: gettext_lazy("an indicator, a baseline or a denominator is missing"),
}

OUTCOMES: Mapping[Outcome, Any] = {
    Outcome.NOT_OCCURRED: gettext_lazy("Did not occur by the term"),
    Outcome.LATE: gettext_lazy("Done later than the term"),
    Outcome.IN_TIME: gettext_lazy("Done in time"),
    Outcome.SUBMITTED: gettext_lazy("Awaiting confirmation"),
    Outcome.IN_PROGRESS: gettext_lazy("In progress"),
    Outcome.NOT_STARTED: gettext_lazy("Not started"),
    Outcome.WITHOUT: gettext_lazy("Without a deadline"),
    Outcome.CANCELLED: gettext_lazy("Cancelled"),
}
"""The status groups, in the order in which they stand in the report."""

REMOVED = gettext_lazy("struck out")

NOTHING = "—"


def quarter(of: Quarter) -> str:
    """Name a quarter: "III квартал 2025 г."."""
    return _("quarter %(roman)s of %(year)s") % {"roman": of.roman, "year": of.year}


def unit(line: TargetLine) -> str:
    """A target's unit, by its OKEI code where it has one."""
    return unit_text(line.unit, line.okei)


def number(value: Decimal | None) -> str:
    """A number, or a dash."""
    return NOTHING if value is None else formats.number(value)


def figure(line: FigureLine, unit: str = "") -> str:
    """A figure as text: its number, a zero said in words too, or the word that stands where there is none."""
    if line.state == FigureState.REPORTED and line.value is not None:
        return formats.amount(line.value, unit) + _parts(line)
    word = str(STATES.get(line.state, STATES[FigureState.UNKNOWN]))
    return f"{formats.amount(Decimal(0), unit)} ({word})" if line.state == FigureState.ZERO else word


def _parts(line: FigureLine) -> str:
    """The two numbers of a ratio: a per cent is not said without them."""
    if line.parts is None:
        return ""
    part, whole = (formats.number(each) for each in line.parts)
    return " " + _("(%(part)s of %(whole)s)") % {"part": part, "whole": whole}


def against(line: TargetLine, unit: str = "") -> str:
    """What is there of what was promised: "43 of 50 (86 %)"; a target in per cent is not made a per cent again."""
    value, promised = line.figure.value, line.promised
    if value is None or promised is None:
        return NOTHING
    both = {"value": formats.number(value), "promised": formats.amount(promised, unit)}
    if line.comparator == "le":
        return _("%(value)s, at most %(promised)s") % both
    text = _("%(value)s of %(promised)s") % both
    share = formats.percent(value, promised) if line.okei != "744" else ""
    return f"{text} ({share})" if share else text


def by_hand(line: FigureLine) -> str:
    """Which share was entered by hand, with the number of facts; a dash where there are none."""
    if line.by_hand is None or not line.facts:
        return NOTHING
    share = formats.percent(line.by_hand, 1)
    return _("%(share)s, facts: %(count)s") % {"share": share, "count": formats.number(line.facts)}


def standing(line: TargetLine) -> str:
    """How a target stands, in a word."""
    return str(STANDINGS[Standing(line.standing)].text)


def flags(in_last_month: bool, lowering: str, is_removed: bool = False) -> str:
    """What a reader is warned of: a late change, a target lowered when what was due had not come; "" for nothing."""
    said = [REMOVED if is_removed else "", LAST_MONTH if in_last_month else "", LOWERINGS.get(Lowering(lowering), "")]
    return "; ".join(str(each) for each in said if each)


def term(line: MeasureLine) -> str:
    """A measure's planned term: its days, else the document's words."""
    if line.outcome is Outcome.WITHOUT or not (line.ends_on or line.deadline_text):
        return str(OUTCOMES[Outcome.WITHOUT])
    if line.ends_on is None:
        return line.deadline_text
    if line.starts_on and line.starts_on != line.ends_on:
        return formats.period(line.starts_on, line.ends_on)
    return formats.day(line.ends_on)


def direction(code: str) -> str:
    """Name a direction; one that is not said is said to be so."""
    return direction_name(code)
