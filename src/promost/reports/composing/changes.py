"""The changes of targets: before and after, when agreed, by whom proposed and why, and what is flagged."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from promost.kit import formats
from promost.reports.composing import words
from promost.reports.composing.document import Cell, Column, Group, Row, Table
from promost.reports.composing.targets import name
from promost.reports.snapshot.shapes import ChangeLine, ValueLine
from promost.reports.snapshot.whole import ChangeTotals, Snapshot

SPACE = "\N{NO-BREAK SPACE}"


def changes(snapshot: Snapshot, language: str) -> Table:
    """Every change, the oldest first."""
    columns = (
        Column("target", _("Target"), 28, names_row=True),
        Column("measure", _("Measure No."), 8, "centre"),
        Column("agreed_on", _("Agreed on"), 11, "centre"),
        Column("difference", _("Before and after"), 24),
        Column("eve", _("Recorded the day before"), 13, "right"),
        Column("proposed_by", _("Proposed by"), 20),
        Column("reason", _("Reason"), 26),
        Column("flags", _("Flagged"), 20),
    )
    rows = tuple(_row(each, language) for each in snapshot.changes)
    groups = (Group("", rows),) if rows else ()
    note = _(
        "Flagged is what was agreed in December of the year of its value, or later, and what was lowered when what was "
        "due by then had not come, as it was known on the day before."
    )
    return Table(
        "changes", _("Changes of targets"), columns, groups, _("No target was changed."), note if groups else ""
    )


def summary(totals: ChangeTotals) -> str:
    """All changes in a line: how many, and how many are flagged for what."""
    if not totals.changes:
        return _("none")
    said = [
        formats.number(totals.changes),
        _("in December or later: %(count)s") % {"count": formats.number(totals.in_last_month)},
        _("lowered after a shortfall: %(count)s") % {"count": formats.number(totals.short)},
    ]
    if totals.not_reported:
        said.append(_("lowered while not reported: %(count)s") % {"count": formats.number(totals.not_reported)})
    if totals.unknown:
        said.append(_("lowered while not known: %(count)s") % {"count": formats.number(totals.unknown)})
    return "; ".join(said)


def _row(line: ChangeLine, language: str) -> Row:
    return (
        Cell(name(line, language)),
        Cell(line.measure),
        Cell("\n".join(_agreed(line)), line.agreed_on),
        Cell("\n".join(_value(each) for each in line.values)),
        Cell(words.figure(line.eve) if line.eve else words.NOTHING, line.eve.value if line.eve else None),
        Cell("\n".join(dict.fromkeys(filter(None, _proposer(line, language)))) or words.NOTHING),
        Cell(line.reason or _("not given")),
        Cell(words.flags(line.in_last_month, line.lowering, line.is_removed), tone="warn"),
    )


def _agreed(line: ChangeLine) -> Iterator[str]:
    """The day, the act where there is one, and the day of entering where that is another."""
    yield formats.day(line.agreed_on, "digits")
    if line.act:
        yield line.act
    if line.entered_on != line.agreed_on:
        yield _("entered on %(day)s") % {"day": formats.day(line.entered_on, "digits")}


def _value(value: ValueLine) -> str:
    values = {"day": formats.day(value.due_on, "digits"), "before": words.number(value.before)}
    after = words.number(value.after) if value.after is not None else words.NOTHING
    said = _("by %(day)s: %(before)s → %(after)s") % {**values, "after": after}
    return said.replace(" → ", f"{SPACE}→{SPACE}")


def _proposer(line: ChangeLine, language: str) -> Iterator[str]:
    yield line.proposed_by.said(language)
    yield line.proposed_for.said(language)
