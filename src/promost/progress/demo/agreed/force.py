"""How a plan comes into force in the story, and how it is amended."""

from __future__ import annotations

from datetime import datetime, timedelta

from promost.kit import clock
from promost.plans.actions import amendments, approvals
from promost.plans.actions.measures import Given
from promost.plans.amending import Proposed
from promost.plans.models import ChangeKind, Party, Plan, PlanState
from promost.plans.queries.approvals import pending_edition
from promost.progress.demo.agreed.told import Approved, Programme, Signed, sits
from promost.progress.demo.agreed.told import parties as parties_of
from promost.progress.demo.papers import paper
from promost.progress.demo.stage import Stage


def approve(stage: Stage, told: Programme) -> None:
    """Bring the plan into force, unless it is."""
    plan = Plan.objects.get(pk=stage.plan.pk)
    if plan.state != PlanState.DRAFT:
        return
    with clock.stopped(told.submitted.at):
        approvals.submit(stage.cast[told.submitted.by], plan, plan.version)
    parties = parties_of(stage)
    for each in sorted(told.approved, key=lambda approved: approved.at):
        with clock.stopped(each.at):
            _approve(stage, plan, parties[each.side], each)
    stage.plan.refresh_from_db()


def _approve(stage: Stage, plan: Plan, party: Party, told: Approved) -> None:
    edition = pending_edition(Plan.objects.get(pk=plan.pk))
    assert edition is not None  # noqa: S101 - the plan waits until its last party has approved
    act, actor = approvals.Act(told.on, told.act), stage.cast[told.by]
    if told.paper:
        name = f"{told.act.split(' от ')[0]}.pdf"
        scan = approvals.Scan(name, paper(name, told.act, plan.title, told.on.isoformat()))
        approvals.approve_on_paper(actor, edition, party, act, scan)
    else:
        approvals.approve(actor, edition, party, act)


def amend(stage: Stage, told: Programme, by: str, at: datetime, given: Given, reason: str) -> None:
    """Add a measure to a plan in force: proposed by a working side, agreed by every party within two days."""
    parties = parties_of(stage)
    with clock.stopped(at):
        party = next(each for each in parties.values() if sits(stage.cast[by], each))
        amendment = amendments.propose(
            stage.cast[by], stage.plan, party, reason, [Proposed(ChangeKind.ADDED, given=given)]
        )
    for hours, each in enumerate(_signatories(told), start=1):
        with clock.stopped(at + timedelta(hours=16 * hours)):
            amendment.refresh_from_db()
            amendments.agree(stage.cast[each.by], amendment, amendment.version, parties[each.side])


def _signatories(told: Programme) -> list[Signed]:
    """Who signs for each side: those who signed the first statement."""
    return told.statement[0].signed
