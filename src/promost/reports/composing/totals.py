"""Totals: planned, in time, late, not occurred; of the plan, by direction, section and executor."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from promost.kit import formats
from promost.reports.composing import words
from promost.reports.composing.document import Cell, Column, Group, Row, Table
from promost.reports.quarters import Quarter
from promost.reports.snapshot.whole import Snapshot, Totals, TotalsOf


def whole(snapshot: Snapshot) -> Table:
    """The plan since its beginning, and the quarter alone."""
    quarter = words.quarter(Quarter(snapshot.year, snapshot.quarter))
    since = _("since the plan began, by %(day)s") % {"day": formats.day(snapshot.day)}
    rows = (
        _row(since, snapshot.whole),
        _row(_("in the %(quarter)s alone") % {"quarter": quarter}, snapshot.of_quarter),
    )
    note = _("Planned are the measures whose term is over or that are done: in time, later and not occurred together.")
    return Table("totals", _("Totals"), _columns(_("Period")), (Group("", rows),), note=note)


def by_direction(snapshot: Snapshot) -> Table:
    """Totals by direction."""
    rows = tuple(_row(words.direction(each.key), each.totals) for each in snapshot.by_direction)
    return Table("directions", _("By direction"), _columns(_("Direction")), _groups(rows), _nothing())


def by_section(snapshot: Snapshot) -> Table:
    """Totals by section of the document."""
    rows = tuple(_row(each.key or _("outside sections"), each.totals) for each in snapshot.by_section)
    return Table("sections", _("By section"), _columns(_("Section")), _groups(rows), _nothing())


def by_executor(snapshot: Snapshot, language: str) -> Table:
    """Totals by executor, grouped by party."""
    parties = list(dict.fromkeys(each.group for each in snapshot.by_executor))
    groups = tuple(
        Group(party.said(language), _executors([e for e in snapshot.by_executor if e.group == party], language))
        for party in parties
    )
    note = _("A measure with several executors counts for each of them, so these lines do not add up to the plan.")
    return Table("executors", _("By executor"), _columns(_("Executor")), groups, _nothing(), note)


def _executors(several: Iterable[TotalsOf], language: str) -> tuple[Row, ...]:
    return tuple(_row(each.name.said(language), each.totals) for each in several)


def _groups(rows: tuple[Row, ...]) -> tuple[Group, ...]:
    return (Group("", rows),) if rows else ()


def _nothing() -> str:
    return _("The plan has no measures.")


def _columns(what: str) -> tuple[Column, ...]:
    return (
        Column("part", what, 36, names_row=True),
        Column("measures", _("Measures"), 12, "right"),
        Column("planned", _("Planned"), 13, "right"),
        Column("in_time", _("In time"), 10, "right"),
        Column("late", _("Later"), 10, "right"),
        Column("not_occurred", _("Not occurred"), 10, "right"),
        Column("share", _("In time of planned"), 16, "right"),
        Column("ahead", _("Term ahead"), 10, "right"),
        Column("without", _("Without a deadline"), 10, "right"),
    )


def _row(part: str, totals: Totals) -> Row:
    return (
        Cell(part),
        _count(totals.measures),
        _count(totals.planned),
        _count(totals.in_time),
        _count(totals.late, "warn"),
        _count(totals.not_occurred, "bad"),
        Cell(_share(totals)),
        _count(totals.ahead),
        _count(totals.without, "warn"),
    )


def _count(count: int, tone: str = "") -> Cell:
    return Cell(formats.number(count), count, tone if count else "")


def _share(totals: Totals) -> str:
    """A per cent with its two numbers, or a dash where nothing was planned yet."""
    if not totals.planned:
        return words.NOTHING
    said = _("%(value)s of %(promised)s") % {"value": totals.in_time, "promised": totals.planned}
    return f"{said} ({formats.percent(totals.in_time, totals.planned)})"
