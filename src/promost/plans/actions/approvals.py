"""How an edition comes into force: submitted, approved by every party, each with its day and act, or sent back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, files, formats, history, refs, transitions, uploads
from promost.plans import after
from promost.plans.models import Approval, ApprovedHow, Edition, Party, Plan, PlanState
from promost.plans.queries.approvals import approvers, pending_edition
from promost.registry.models.organisations import FEDERAL_ZONE

SCANS = ("pdf", "jpg", "png")


@dataclass(frozen=True, slots=True)
class Act:
    """By which act a party approves: its day, and how it is cited."""

    approved_on: date
    cited: str


@dataclass(frozen=True, slots=True)
class Scan:
    """The scan of an act on paper, as uploaded."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A scan that is stored: its name, and the SHA-256 under which it is kept."""

    name: str
    sha256: str


def submit(actor: Actor, plan: Plan, version: int) -> Plan:
    """Put a draft on approval. Raises Refused, Overtaken."""
    require(actor, "plans.edit_plan", plan)
    with transaction.atomic():
        transitions.change(plan, version=version, expected={"state": PlanState.DRAFT}, state=PlanState.ON_APPROVAL)
        changes = {"state": [PlanState.DRAFT, PlanState.ON_APPROVAL]}
        history.write(actor, "plans.submit", refs.of(plan), changes)
    return plan


def send_back(actor: Actor, plan: Plan, version: int, reason: str) -> Plan:
    """Make a plan on approval a draft again, before anybody approved; the reason is told. Raises Refused, Overtaken.

    After the first approval its text is settled: what must change then is changed by an amendment.
    """
    require(actor, "plans.send_back", plan)
    if not reason.strip():
        raise ValidationError(_("Say why it is sent back."))
    with transaction.atomic():
        transitions.change(plan, version=version, expected={"state": PlanState.ON_APPROVAL}, state=PlanState.DRAFT)
        if Approval.objects.filter(edition__plan=plan).exists():
            raise ValidationError(_("A party has approved it already; it is not sent back any more."))
        changes = {"state": [PlanState.ON_APPROVAL, PlanState.DRAFT]}
        history.write(actor, "plans.send_back", refs.of(plan), changes, reason.strip())
    return plan


def approve(actor: Actor, edition: Edition, party: Party, act: Act) -> Approval:
    """Approve an edition here, for one's own party. Raises Refused; ValidationError for what cannot be approved."""
    require(actor, "plans.approve", (edition, party))
    return _approve(actor, edition, party, act, ApprovedHow.HERE, None)


def approve_on_paper(actor: Actor, edition: Edition, party: Party, act: Act, scan: Scan) -> Approval:
    """Note that a party approved on paper, with the scan of its act.

    Raises Refused, uploads.Refused for the scan, ValidationError for what cannot be approved.
    """
    require(actor, "plans.approve_on_paper", (edition, party))
    checked = uploads.check(scan.data, scan.name, SCANS)
    kept = Kept(checked.name, files.keep(scan.data))
    return _approve(actor, edition, party, act, ApprovedHow.PAPER, kept)


def close(actor: Actor, plan: Plan, version: int) -> Plan:
    """Close a plan whose period is over. Raises Refused, Overtaken, ValidationError before its end."""
    require(actor, "plans.close", plan)
    today = clock.today(actor.zone)
    if today <= plan.ends_on:
        text = _("The plan runs until %(day)s; it is closed after that day.")
        raise ValidationError(text % {"day": formats.day(plan.ends_on)})
    with transaction.atomic():
        expected = {"state": PlanState.IN_FORCE}
        transitions.change(plan, version=version, expected=expected, state=PlanState.CLOSED, closed_on=today)
        history.write(actor, "plans.close", refs.of(plan), {"state": [PlanState.IN_FORCE, PlanState.CLOSED]})
    return plan


def _approve(actor: Actor, edition: Edition, party: Party, act: Act, how: ApprovedHow, scan: Kept | None) -> Approval:
    """Save the approval; the last one brings the edition into force. The plan's version lets one go at a time."""
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=edition.plan_id)
        _check(plan, edition, party, act)
        approval, made = Approval.objects.get_or_create(
            edition=edition,
            party=party,
            defaults={
                "approved_on": act.approved_on,
                "act": act.cited.strip(),
                "how": how,
                "scan_sha256": scan.sha256 if scan else "",
                "scan_name": scan.name if scan else "",
                "made_by_id": actor.user_id,
                "made_for": actor.organisation,
                "made_at": clock.now(),
            },
        )
        if not made:
            text = _("%(party)s has approved edition %(number)s already.")
            raise ValidationError(text % {"party": party.called, "number": edition.number})
        changes = {"edition": [None, edition.number], "party": [None, party.name]}
        history.write(actor, "plans.approve", refs.of(plan), changes, act.cited.strip())
        if not _missing(edition, approvers(edition)):
            _bring_into_force(actor, plan, edition)
    return approval


def _check(plan: Plan, edition: Edition, party: Party, act: Act) -> None:
    if plan.state not in {PlanState.ON_APPROVAL, PlanState.IN_FORCE}:
        raise ValidationError(_("The plan is not on approval."))
    pending = pending_edition(plan)
    if pending is None or pending.pk != edition.pk:
        raise ValidationError(_("Edition %(number)s does not wait for approval.") % {"number": edition.number})
    if party.pk not in {each.pk for each in approvers(edition)}:
        text = _("%(party)s owns nothing in the plan and need not approve it.")
        raise ValidationError(text % {"party": party.called})
    if not act.cited.strip():
        raise ValidationError(_("Name the act: its kind, number and date."))
    if act.approved_on > clock.today(party.region.zone_info if party.region else ZoneInfo(FEDERAL_ZONE)):
        raise ValidationError(_("The day of the act is still to come."))


def _missing(edition: Edition, parties: Iterable[Party]) -> list[Party]:
    done = set(Approval.objects.filter(edition=edition).values_list("party_id", flat=True))
    return [party for party in parties if party.pk not in done]


def _bring_into_force(actor: Actor, plan: Plan, edition: Edition) -> None:
    Edition.objects.filter(pk=edition.pk).update(approved_at=clock.now())
    if plan.state == PlanState.ON_APPROVAL:
        transitions.change(plan, version=plan.version, state=PlanState.IN_FORCE)
    history.write(actor, "plans.in_force", refs.of(plan), {"edition": [None, edition.number]})
    after.tell(plan)
