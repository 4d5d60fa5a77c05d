"""The snapshot of a plan from which every form of its report is written: page, files, command and API say the same."""

from __future__ import annotations

from datetime import date

from promost.kit.moments import Moment
from promost.plans.models import Plan
from promost.progress.queries import Given, plan_progress
from promost.reports.quarters import Quarter
from promost.reports.snapshot import promise
from promost.reports.snapshot.building import build
from promost.reports.snapshot.whole import Snapshot, to_json

__all__ = ["Snapshot", "snapshot", "to_json"]


def snapshot(plan: Plan, quarter_end: date, moment: Moment) -> Snapshot:
    """Return a plan's snapshot for the quarter that ends on ``quarter_end``.

    Facts that happened by the quarter's end, or by the moment's day where that is earlier, and were recorded by the
    moment count; the edition is the one then in force. Raises Edition.DoesNotExist for a plan without an edition.
    """
    quarter = Quarter.of(quarter_end)
    at = Moment(min(quarter.end, moment.day), moment.known_at)
    edition = promise.edition_at(plan, at)
    parties = promise.parties_of(edition.plan)
    given = Given(parties=parties)
    judged = plan_progress(plan, moment, edition, given) if at.day < moment.day else None
    return build(promise.read(edition, parties), plan_progress(plan, at, edition, given), quarter, at, judged)
