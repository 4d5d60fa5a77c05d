"""Who approves a plan, who has, and what waits."""

from __future__ import annotations

from dataclasses import dataclass

from promost.plans.models import Approval, Edition, Party, Plan, PlanState, SideChoice


@dataclass(frozen=True, slots=True)
class PartyApproval:
    """A party that approves, and its approval; None while it waits."""

    party: Party
    approval: Approval | None


def approvers(edition: Edition) -> tuple[Party, ...]:
    """Return the parties that approve an edition, in their order: those that own measures in it, and the curator."""
    owning = set(
        edition.measures.filter(owners__isnull=False).order_by().values_list("owners__party", flat=True).distinct()
    )
    parties = edition.plan.agreement.parties.select_related("region").order_by("order")
    return tuple(party for party in parties if party.pk in owning or party.side == SideChoice.CURATOR)


def pending_edition(plan: Plan) -> Edition | None:
    """Return the edition that waits for approval: the newest, unless it is approved or the plan is a draft still."""
    if plan.state not in {PlanState.ON_APPROVAL, PlanState.IN_FORCE}:
        return None
    newest = plan.editions.select_related("plan__agreement").order_by("-number").first()
    return newest if newest and newest.approved_at is None else None


def shown_edition(plan: Plan) -> Edition:
    """Return the edition whose approvals are told: the one that waits, else the newest that was approved by acts.

    Of a draft the newest. Raises Edition.DoesNotExist for a plan without any.
    """
    editions = plan.editions.select_related("plan__agreement").order_by("-number")
    return pending_edition(plan) or editions.filter(approvals__isnull=False).first() or editions[:1].get()


def approvals_of(edition: Edition) -> tuple[PartyApproval, ...]:
    """Return each party that approves an edition with its approval, in the agreement's order."""
    rows = Approval.objects.filter(edition=edition).select_related("party", "made_by", "made_for")
    done = {approval.party_id: approval for approval in rows}
    return tuple(PartyApproval(party, done.get(party.pk)) for party in approvers(edition))
