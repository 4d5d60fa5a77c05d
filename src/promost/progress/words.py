"""The words and colours of states, one for pages, files and the terminal. "ok" is done, "warn" near, "bad" late."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from promost.kit import formats
from promost.kit.components.kinds import Kind
from promost.progress.shapes import FigureState, Lowering, MeasureProgress, MeasureState, Risk, Standing


class Word(NamedTuple):
    """A word for a state, and its colour."""

    text: Any
    kind: Kind = "neutral"


STATES: Mapping[MeasureState, Word] = {
    MeasureState.LATE: Word(pgettext_lazy("of a measure", "late"), "bad"),
    MeasureState.WITHOUT: Word(gettext_lazy("without a deadline"), "warn"),
    MeasureState.SUBMITTED: Word(pgettext_lazy("of a measure", "awaiting confirmation"), "info"),
    MeasureState.IN_PROGRESS: Word(pgettext_lazy("of a measure", "in progress"), "info"),
    MeasureState.NOT_STARTED: Word(pgettext_lazy("of a measure", "not started")),
    MeasureState.DONE: Word(pgettext_lazy("of a measure", "done"), "ok"),
    MeasureState.CANCELLED: Word(pgettext_lazy("of a measure", "struck out")),
}
"""What asks for attention first."""
AT_RISK = Word(pgettext_lazy("of a measure", "at risk"), "warn")
DONE_LATER = Word(pgettext_lazy("of a measure", "done later"), "ok")
DONE_IN_TIME = Word(pgettext_lazy("of a measure", "done in time"), "ok")
RISKS: Mapping[Risk, Any] = {
    Risk.BEHIND: gettext_lazy("at risk: behind what was promised"),
    Risk.NEAR: gettext_lazy("at risk: the term is near, and nothing is reported"),
}

LAST_MONTH = gettext_lazy("changed in the last month of the year or later")
LOWERINGS: Mapping[Lowering, Any] = {
    Lowering.SHORT: gettext_lazy("lowered after a shortfall"),
    Lowering.NOT_REPORTED: gettext_lazy("lowered while not reported"),
    Lowering.UNKNOWN: gettext_lazy("lowered while the figure was not known"),
}
"""The ways in which a target was lowered that a reader is warned of."""

BRIEFLY: Mapping[Risk, Any] = {
    Risk.BEHIND: gettext_lazy("at risk: behind"),
    Risk.NEAR: gettext_lazy("at risk: term near"),
}
"""The same, short enough for a chip."""

CODES: Mapping[str, Word] = {
    "late": STATES[MeasureState.LATE],
    "risk": AT_RISK,
    "without": STATES[MeasureState.WITHOUT],
    "submitted": STATES[MeasureState.SUBMITTED],
    "in_progress": STATES[MeasureState.IN_PROGRESS],
    "not_started": STATES[MeasureState.NOT_STARTED],
    "done": STATES[MeasureState.DONE],
    "cancelled": STATES[MeasureState.CANCELLED],
}
"""The codes by which pages count and filter measures: each measure has one, a risk goes before a state."""

STANDINGS: Mapping[Standing, Word] = {
    Standing.MET: Word(pgettext_lazy("of a target", "reached"), "ok"),
    Standing.ON_PACE: Word(pgettext_lazy("of a target", "on pace"), "info"),
    Standing.BEHIND: Word(pgettext_lazy("of a target", "behind"), "bad"),
    Standing.NOT_REPORTED: Word(pgettext_lazy("of a target", "not reported"), "warn"),
    Standing.NOT_DUE: Word(pgettext_lazy("of a target", "not due yet")),
    Standing.AWAITED: Word(pgettext_lazy("of a target", "awaited")),
    Standing.UNKNOWN: Word(pgettext_lazy("of a target", "unknown")),
}

FIGURES: Mapping[FigureState, Any] = {
    FigureState.NOT_REPORTED: pgettext_lazy("of a figure", "not reported"),
    FigureState.NOT_DUE: pgettext_lazy("of a figure", "not due yet"),
    FigureState.AWAITED: pgettext_lazy("of a figure", "awaited"),
    FigureState.UNKNOWN: pgettext_lazy("of a figure", "unknown"),
}
"""What stands where there is no value; none of them is a zero."""


def code_of(measure: MeasureProgress) -> str:
    """Return the code of a measure's state by which pages count and filter."""
    is_open = measure.state in {MeasureState.NOT_STARTED, MeasureState.IN_PROGRESS}
    return "risk" if is_open and measure.risk else str(measure.state)


def word_of(measure: MeasureProgress) -> Word:
    """Return the word for a measure's state; a risk is said beside it."""
    if measure.state != MeasureState.DONE or measure.in_time is None:
        return STATES[measure.state]
    return DONE_IN_TIME if measure.in_time else DONE_LATER


def risk_of(measure: MeasureProgress) -> str:
    """Say why a measure is at risk; "" for one that is not."""
    days = [target.last.due_on for target in measure.targets if target.last and target.standing != Standing.MET]
    if measure.risk == Risk.BEHIND and days:
        return _("at risk: behind what was promised by %(day)s") % {"day": formats.day(min(days))}
    return str(RISKS.get(measure.risk, ""))
