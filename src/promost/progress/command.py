"""``promost plan progress PLAN``: how a plan stands, in the terminal."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from promost.kit import formats
from promost.kit.moments import Moment
from promost.plans.models import MeasureEdition, Plan
from promost.plans.queries.flat import SIGNS
from promost.plans.queries.named import plan_named
from promost.progress import summary
from promost.progress.pages.figures import word_for
from promost.progress.queries import plan_progress
from promost.progress.shapes import MeasureProgress, PlanProgress, TargetProgress
from promost.progress.words import STANDINGS, risk_of, word_of
from promost.registry.models.organisations import FEDERAL_ZONE

SHOWN, NO_PLAN = 0, 2
"""Exit codes: the plan was shown; there is no such plan or day."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "plan", metavar="PLAN", help=_("the plan's lasting id, its agreement's number, or a part of its title")
    )
    parser.add_argument("--at", metavar="DAY", help=_("as of a past day, as 2025-06-30"))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))


def run(arguments: argparse.Namespace) -> int:
    """Show a plan's progress as tables, or as JSON."""
    try:
        plan, at = _plan(arguments.plan), _moment(arguments.at)
    except LookupError as refused:
        sys.stderr.write(f"{refused}\n")
        return NO_PLAN
    progress = plan_progress(plan, at)
    if arguments.json:
        sys.stdout.write(json.dumps(asdict(progress), ensure_ascii=False, indent=1, default=_plain) + "\n")
    else:
        _show(Console(), plan, progress)
    return SHOWN


def _plan(named: str) -> Plan:
    found = plan_named(named)
    if found.editions.exists():
        return found
    raise LookupError(_("The plan has no edition yet: accept a preview of its document first."))


def _moment(day: str | None) -> Moment:
    zone = ZoneInfo(FEDERAL_ZONE)
    try:
        return Moment.as_of(date.fromisoformat(day), zone) if day else Moment.now(zone)
    except ValueError:
        raise LookupError(_("“%(text)s” is no day; write it as 2025-06-30.") % {"text": day}) from None


def _show(console: Console, plan: Plan, progress: PlanProgress) -> None:
    console.print(plan.title, style="bold", markup=False, highlight=False)
    console.print(_("as of %(day)s") % {"day": formats.day(progress.day)}, markup=False)
    console.print(_measures(progress))
    console.print(_targets(progress))
    counted = summary.counts(progress.measures.values())
    numbers = {"planned": counted.planned, **{str(each): counted[each] for each in summary.Outcome}}
    said = _(
        "measures: %(planned)s; in time: %(in_time)s; later: %(later)s; late: %(late)s; not occurred: %(not_occurred)s"
    )
    console.print(said % numbers, markup=False)


def _measures(progress: PlanProgress) -> Table:
    table = _table(_("No."), _("Measure"), _("Due"), _("State"), _("Figures"))
    rows = MeasureEdition.objects.filter(edition__plan=progress.plan_id, edition__number=progress.edition)
    for key, number, title in rows.order_by("position").values_list("measure_id", "number", "title"):
        measure = progress.measures[key]
        due = formats.day(measure.due_on, "short") if measure.due_on else "—"
        table.add_row(number, title, due, _state(measure), "\n".join(map(_figure, measure.targets)))
    return table


def _state(measure: MeasureProgress) -> str:
    return "\n".join(filter(None, [str(word_of(measure).text), risk_of(measure)]))


def _targets(progress: PlanProgress) -> Table:
    table = _table(_("Target"), _("Figure"), _("State"))
    for target in progress.targets:
        table.add_row(target.label, _figure(target), str(STANDINGS[target.standing].text))
    return table


def _figure(target: TargetProgress) -> str:
    """A figure with what it is measured by: "19 units of ≥ 25 by 30 September 2025"."""
    figure = target.figure
    value = word_for(figure) if figure.value is None else formats.amount(figure.value, target.unit)
    point = target.last or target.next
    if point is None or point.promised is None:
        return value
    promised = f"{SIGNS.get(target.comparator, '=')} {formats.number(point.promised)}"
    return f"{value} ({promised}, {formats.day(point.due_on, 'short')})"


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _plain(value: Any) -> str:
    """Write what JSON does not know: exact numbers as text, days as ISO."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
