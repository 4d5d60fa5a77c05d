"""The snapshot of a plan from which every form of its report is written: page, files, command and API say the same."""

from __future__ import annotations

from datetime import date

from promost.kit.moments import Moment
from promost.plans.models import Edition, Plan
from promost.plans.queries.editions import edition_at
from promost.plans.queries.promised import value_rows
from promost.progress.queries import Given, plan_with_changes
from promost.reports.quarters import Quarter
from promost.reports.snapshot import promise
from promost.reports.snapshot.building import of
from promost.reports.snapshot.drawn import Drawn
from promost.reports.snapshot.signing import signed_for
from promost.reports.snapshot.whole import Snapshot, to_json

__all__ = ["Snapshot", "edition_at", "snapshot", "snapshot_of", "to_json"]


def snapshot(plan: Plan, quarter_end: date, moment: Moment) -> Snapshot:
    """Return a plan's snapshot for the quarter that ends on ``quarter_end``.

    Facts that happened by the quarter's end, or by the moment's day where that is earlier, and were recorded by the
    moment count; the edition is the one then in force. Raises Edition.DoesNotExist for a plan without an edition.
    """
    return snapshot_of(edition_at(plan, moment), quarter_end, moment)


def snapshot_of(edition: Edition, quarter_end: date, moment: Moment) -> Snapshot:
    """Return the same of the edition in force at the moment, which was read with plan, agreement and document.

    Seven queries: parties, targets, measures, owners, facts, observed levels, signatures under the quarter's statement.
    """
    quarter, plan = Quarter.of(quarter_end), edition.plan
    at = Moment(min(quarter.end, moment.day), moment.known_at)
    parties = promise.parties_of(plan)
    values = value_rows({plan.pk: edition.number})
    found = plan_with_changes(edition, moment, Given(parties, values), at.day, promise.FIELDS)
    promised = promise.read(edition, parties, found.rows, values)
    signed = signed_for(plan, quarter.end, moment)
    return of(Drawn(promised, found.by_day, found.progress, quarter, at.day, found.changes, signed), at)
