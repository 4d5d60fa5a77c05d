"""Targets against figures, and the deviations with their reasons."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from promost.kit import formats
from promost.kit.text import fold
from promost.progress.shapes import FigureState, Standing
from promost.reports.composing import words
from promost.reports.composing.document import Cell, Column, Group, Row, Table
from promost.reports.composing.measures import late
from promost.reports.snapshot.shapes import ChangeLine, MeasureLine, Outcome, TargetLine
from promost.reports.snapshot.whole import Snapshot

TONES = {Standing.MET: "good", Standing.ON_PACE: "good", Standing.BEHIND: "bad", Standing.NOT_REPORTED: "bad"}
DEVIATING = {Standing.BEHIND, Standing.NOT_REPORTED}


def targets(snapshot: Snapshot, language: str) -> Table:
    """Every target: what was promised first and is promised now, how often it was changed, what is there."""
    columns = (
        Column("target", _("Target"), 30, names_row=True),
        Column("measure", _("Measure No."), 8, "centre"),
        Column("unit", _("Unit"), 8, "centre"),
        Column("due_on", _("By the day"), 11, "centre"),
        Column("original", _("Original target"), 11, "right"),
        Column("promised", _("Current target"), 11, "right"),
        Column("changes", _("Changes"), 8, "right"),
        Column("figure", _("Actual"), 14, "right"),
        Column("against", _("Of the target"), 15, "right"),
        Column("by_hand", _("Entered by hand"), 13, "right"),
        Column("standing", _("State"), 12),
        Column("flags", _("Flagged"), 15),
    )
    whole = [each for each in snapshot.targets if not each.measure_uuid]
    others = [each for each in snapshot.targets if each.measure_uuid]
    groups = (
        Group(_("Targets of the whole plan"), _rows(whole, language)),
        Group(_("Targets of measures"), _rows(others, language)),
    )
    return Table("targets", _("Targets and figures"), columns, tuple(g for g in groups if g.rows), _("No targets."))


def _rows(lines: Iterable[TargetLine], language: str) -> tuple[Row, ...]:
    return tuple(_row(line, language) for line in lines)


def _row(line: TargetLine, language: str) -> Row:
    tone = TONES.get(Standing(line.standing), "muted")
    return (
        Cell(name(line, language)),
        Cell(line.measure),
        Cell(words.unit(line)),
        Cell(formats.day(line.due_on, "digits") if line.due_on else words.NOTHING, line.due_on),
        Cell(words.number(line.original), line.original),
        Cell(words.number(line.promised), line.promised),
        Cell(formats.number(line.changes), line.changes),
        actual(line),
        Cell(words.against(line)),
        Cell(words.by_hand(line.figure)),
        Cell(words.standing(line), tone=tone),
        Cell(words.flags(line.changed_in_last_month, line.lowering), tone="warn"),
    )


def name(line: TargetLine | ChangeLine, language: str) -> str:
    """What is counted, in the document's words; a word out of a measure's prose is explained by its indicator."""
    indicator = line.indicator_name.said(language)
    if line.label and (not line.measure_uuid or not indicator or fold(indicator) == fold(line.label)):
        return line.label
    return ": ".join(filter(None, [line.label, indicator])) or words.NOTHING


def actual(line: TargetLine) -> Cell:
    """The figure: a number, or the word that stands in its place."""
    release = f"\n{line.figure.release}" if line.figure.release else ""
    tone = "" if line.figure.value is not None else "muted"
    return Cell(words.figure(line.figure) + release, line.figure.value, tone)


def deviations(snapshot: Snapshot, language: str) -> Table:
    """What is late, was late or is behind, each with its reason; none is left without a word."""
    columns = (
        Column("what", _("What deviates"), 40, names_row=True),
        Column("deviation", _("Deviation"), 25),
        Column("reason", _("Reason"), 35),
    )
    measures = tuple(_late(each) for each in snapshot.measures if each.outcome in {Outcome.NOT_OCCURRED, Outcome.LATE})
    behind = tuple(_behind(each, language) for each in snapshot.targets if deviates(each))
    groups = (Group(_("Measures"), measures), Group(_("Targets"), behind))
    shown = tuple(group for group in groups if group.rows)
    return Table("deviations", _("Deviations and their reasons"), columns, shown, _("There are no deviations."))


def deviates(line: TargetLine) -> bool:
    """Whether a target is behind, or its value is due and missing."""
    return line.standing in DEVIATING


def _late(line: MeasureLine) -> Row:
    what = f"{line.number} {line.title}".strip()
    said = late(line) if line.days_late else str(words.OUTCOMES[line.outcome])
    return Cell(what), Cell(said, tone="bad"), Cell(_reason(line.note.text if line.note else ""))


def _behind(line: TargetLine, language: str) -> Row:
    what = f"{line.measure} {name(line, language)}".strip()
    return Cell(what), Cell(deviation(line), line.deviation, "bad"), Cell(_reason(line.reason))


def deviation(line: TargetLine) -> str:
    """How far a target is from what was promised: "−7 ед. (43 из 50, 86 %)", or that nothing was reported."""
    if line.figure.state == FigureState.NOT_REPORTED or line.deviation is None:
        return words.figure(line.figure)
    difference = f"{formats.signed(line.deviation)}\N{NO-BREAK SPACE}{words.unit(line)}".strip()
    return f"{difference}: {words.against(line)}" if line.promised != Decimal(0) else difference


def _reason(text: str) -> str:
    return text or _("not given")
