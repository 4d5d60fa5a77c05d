"""The counterpart's duty: to answer for a completion document that was handed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from promost.duties.expected import Expected
from promost.kit.refs import Ref
from promost.plans.models import Party, Plan
from promost.progress.calculation.rows import PlanLine
from promost.progress.completion.queries import Waiting, waiting
from promost.progress.shapes import MeasureProgress, PlanProgress
from promost.registry.models import Organisation

CONFIRMATION = "progress.confirmation"
"""A completion document waits for its counterpart; the duty ends where the leading organisation of that party works."""


def confirmations(
    plans: Sequence[Plan], progress: Mapping[int, PlanProgress], lines: Mapping[int, PlanLine]
) -> list[Expected]:
    """Return the duties to answer; one more query where nothing waits, six where something does."""
    return [
        duty
        for each in waiting(plans)
        for duty in _expected(each, progress[each.fact.measure.plan_id], lines[each.fact.measure.plan_id])  # type: ignore[union-attr]  # a document is of a measure
    ]


def _expected(each: Waiting, progress: PlanProgress, line: PlanLine) -> Iterator[Expected]:
    measure = progress.measures.get(each.entry.measure_id or 0)
    if measure is None:  # struck out: nothing is promised by it any more
        return
    origin = Ref("plans.measure", measure.uuid)
    for body in filter(None, map(_leading, each.parties)):
        yield Expected(body.pk, CONFIRMATION, origin, each.entry.part, due_on(each, measure, line), str(body.zone))


def due_on(each: Waiting, measure: MeasureProgress, line: PlanLine) -> date:
    """Return the plan's next day of reports after the handing in, or the measure's last day if that is later.

    No day is invented: a plan that names no day for its reports is taken at its reporting days, in the end at its own.
    """
    handed_in = each.fact.happened_on
    days = line.reported_by or line.reporting
    report = next((day for day in days if day >= handed_in), max(line.ends_on, handed_in))
    return max(report, measure.due_on or report)


def _leading(party: Party) -> Organisation | None:
    """The organisation that leads for a party, else the first that sits for it."""
    seats = sorted(party.seats.all(), key=lambda seat: not seat.is_lead)
    return seats[0].organisation if seats else None
