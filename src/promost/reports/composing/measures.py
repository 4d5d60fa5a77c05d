"""The table of measures: status group, measure, executors by party, planned, in time or later, comment."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promost.kit import formats
from promost.progress.shapes import FigureState
from promost.reports.composing import words
from promost.reports.composing.document import Cell, Column, Group, Row, Table
from promost.reports.snapshot.shapes import MeasureLine, Name, Outcome
from promost.reports.snapshot.whole import Snapshot

_DEVIATES = {Outcome.NOT_OCCURRED, Outcome.LATE}


def measures(snapshot: Snapshot, language: str) -> Table:
    """All measures by what became of them."""
    columns = (
        Column("number", _("No."), 5),
        Column("title", _("Measure"), 30, names_row=True),
        Column("owners", _("Executors by party"), 25),
        Column("planned", _("Planned date"), 14),
        Column("in_time", _("Actual date: in time"), 11, "centre"),
        Column("later", _("Actual date: later"), 12, "centre"),
        Column("not_occurred", _("Not occurred"), 13, "centre"),
        Column("comment", _("Comment, reasons for delay"), 26),
    )
    groups = tuple(_group(snapshot, outcome, language) for outcome in words.OUTCOMES)
    shown = tuple(group for group in groups if group.rows)
    return Table("measures", _("Measures"), columns, shown, _("The plan has no measures."))


def _group(snapshot: Snapshot, outcome: Outcome, language: str) -> Group:
    rows = tuple(_row(each, language) for each in snapshot.measures if each.outcome is outcome)
    heading = f"{words.OUTCOMES[outcome]} ({len(rows)})"
    return Group(heading, rows)


def _row(line: MeasureLine, language: str) -> Row:
    return (
        Cell(line.number),
        Cell(line.title or _("(the document gives no title)")),
        Cell(owners(line, language)),
        Cell(words.term(line), line.due_on),
        _done(line) if line.outcome is Outcome.IN_TIME else Cell(""),
        _later(line) if line.outcome is Outcome.LATE else Cell(""),
        _missing(line),
        Cell(comment(line)),
    )


def owners(line: MeasureLine, language: str) -> str:
    """The executors, a line for each party."""
    found: dict[Name, list[str]] = {}
    for owner in line.owners:
        found.setdefault(owner.party, []).append(owner.name.said(language))
    lines = [f"{party.said(language)}: {', '.join(dict.fromkeys(names))}" for party, names in found.items()]
    return "\n".join(lines) or _("The document names nobody.")


def _done(line: MeasureLine) -> Cell:
    text = formats.day(line.done_on, "digits") if line.done_on else _("done")
    return Cell(text, line.done_on, "good")


def _later(line: MeasureLine) -> Cell:
    text = _done(line).text
    return Cell(f"{text}\n{late(line)}" if line.days_late else text, line.done_on, "warn")


def late(line: MeasureLine) -> str:
    """How late it was or is: "просрочено на 5 дней"."""
    count = line.days_late or 0
    return ngettext("%(count)d day late", "%(count)d days late", count) % {"count": count}


def _missing(line: MeasureLine) -> Cell:
    if line.outcome is Outcome.NOT_OCCURRED:
        return Cell(late(line) if line.days_late else _("not occurred"), tone="bad")
    if line.outcome is Outcome.SUBMITTED:
        return Cell(_("awaiting confirmation"), tone="muted")
    if line.outcome in {Outcome.IN_PROGRESS, Outcome.NOT_STARTED}:
        return Cell(str(words.STATES[FigureState.NOT_DUE]), tone="muted")
    return Cell(_("without a deadline"), tone="warn") if line.outcome is Outcome.WITHOUT else Cell("")


def comment(line: MeasureLine) -> str:
    """The newest progress note, what was held of what recurs, whether the document is there; the reason of a delay."""
    said = [_occurrences(line), _since(line) or _document(line), note(line)]
    if line.outcome in _DEVIATES and line.note is None:
        said.append(_("The reason is not given."))
    return "\n".join(filter(None, said))


def note(line: MeasureLine) -> str:
    """The newest progress note with its day and who wrote it."""
    if line.note is None:
        return ""
    by = f" ({line.note.by})" if line.note.by else ""
    return f"{formats.day(line.note.day, 'digits')}: {line.note.text}{by}"


def _occurrences(line: MeasureLine) -> str:
    if not line.occurrences:
        return ""
    values = {"met": line.occurrences_met, "over": line.occurrences_over, "all": line.occurrences}
    return _("Held %(met)s of %(over)s due by now, %(all)s in all.") % values


def _since(line: MeasureLine) -> str:
    """That it was done after the report's last day."""
    if line.done_since is None:
        return ""
    return _("Done on %(day)s, after the reporting period.") % {"day": formats.day(line.done_since, "digits")}


def _document(line: MeasureLine) -> str:
    if not line.needs_document or line.outcome is Outcome.SUBMITTED:
        return ""
    return _("The completion document is there.") if line.is_handed_in else _("The completion document is not there.")
