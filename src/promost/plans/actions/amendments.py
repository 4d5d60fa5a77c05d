"""Changing a plan in force: proposed with a reason by one party, agreed by all parties to it, then a new edition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, history, refs, transitions
from promost.plans.actions import amended
from promost.plans.actions.proposed import changes_of, check_changes, check_plan
from promost.plans.amending import Proposed
from promost.plans.models import (
    Amendment,
    AmendmentChange,
    AmendmentState,
    Consent,
    Edition,
    Party,
    Plan,
)
from promost.plans.queries.amendments import deciders
from promost.plans.queries.in_force import edition_in_force


def propose(actor: Actor, plan: Plan, party: Party, reason: str, proposed: Sequence[Proposed]) -> Amendment:
    """Propose an amendment of the edition in force for one's own party, whose signatory agrees like the others.

    Raises Refused, and ValidationError for a plan that is not in force, an amendment without reason or changes, or
    while another is open: one after the other, so that everybody knows what they agree to.
    """
    require(actor, "plans.propose_amendment", (plan, party))
    with transaction.atomic():
        check_plan(plan)
        base = edition_in_force(plan)
        check_changes(base, reason, proposed)
        amendment = Amendment.objects.create(
            plan=plan,
            base=base,
            party=party,
            reason=reason.strip(),
            proposed_by_id=actor.user_id,
            proposed_for=actor.organisation,
            proposed_at=clock.now(),
        )
        AmendmentChange.objects.bulk_create(changes_of(amendment, proposed))
        _write(actor, "plans.propose_amendment", amendment, {}, amendment.reason)
    return amendment


def extend(actor: Actor, amendment: Amendment, version: int, proposed: Sequence[Proposed]) -> Amendment:
    """Add changes to an amendment of one's own party that nobody has answered yet; one given again takes its place.

    Raises Refused, Overtaken, and ValidationError after the first answer: everybody agrees to the same text.
    """
    require(actor, "plans.propose_amendment", (amendment.plan, amendment.party))
    with transaction.atomic():
        _hold(amendment, version)
        _unanswered(amendment)
        check_changes(amendment.base, amendment.reason, proposed)
        same = Q(pk__in=[])
        for each in proposed:
            same |= Q(measure=each.measure, measure__isnull=False) | Q(target=each.target, target__isnull=False)
        amendment.changes.filter(same).delete()
        AmendmentChange.objects.bulk_create(changes_of(amendment, proposed))
        _write(actor, "plans.extend_amendment", amendment, {}, amendment.reason)
    return amendment


def leave_out(actor: Actor, amendment: Amendment, version: int, change: int) -> Amendment:
    """Take one change (by its key) out of an amendment of one's own party that nobody has answered yet.

    Raises Refused, Overtaken, ValidationError after the first answer, for the only change, and for one not there.
    """
    require(actor, "plans.propose_amendment", (amendment.plan, amendment.party))
    with transaction.atomic():
        _hold(amendment, version)
        _unanswered(amendment)
        keys = list(amendment.changes.values_list("pk", flat=True))
        if keys == [change]:
            raise ValidationError(_("It is the only change. Withdraw the amendment instead."))
        if change not in keys:
            raise ValidationError(_("The amendment has no such change any more."))
        amendment.changes.filter(pk=change).delete()
        _write(actor, "plans.extend_amendment", amendment, {}, amendment.reason)
    return amendment


def agree(actor: Actor, amendment: Amendment, version: int, party: Party) -> Amendment:
    """Agree for one's own party; the last one makes the new edition. Raises Refused, Overtaken, ValidationError."""
    require(actor, "plans.answer_amendment", (amendment, party))
    with transaction.atomic():
        _hold(amendment, version)
        _answer(actor, amendment, party, agrees=True)
    return amendment


def decline(actor: Actor, amendment: Amendment, version: int, party: Party, reason: str) -> Amendment:
    """Decline for one's own party, with a reason: the amendment is over. Raises Refused, Overtaken, ValidationError."""
    require(actor, "plans.answer_amendment", (amendment, party))
    if not reason.strip():
        raise ValidationError(_("Say why it is declined."))
    with transaction.atomic():
        _hold(amendment, version)
        _answer(actor, amendment, party, agrees=False, reason=reason.strip())
    return amendment


def withdraw(actor: Actor, amendment: Amendment, version: int) -> Amendment:
    """Take back an amendment of one's own party. Raises Refused, Overtaken."""
    require(actor, "plans.propose_amendment", (amendment.plan, amendment.party))
    with transaction.atomic():
        _close(amendment, version, AmendmentState.WITHDRAWN)
        _write(actor, "plans.withdraw_amendment", amendment, {}, amendment.reason)
    return amendment


def _unanswered(amendment: Amendment) -> None:
    if amendment.consents.exists():
        raise ValidationError(_("A party has answered already. Withdraw the amendment and propose it anew."))


def _hold(amendment: Amendment, version: int) -> None:
    """Count the version up, so that of two who answer at once the second is told what stands now."""
    transitions.change(amendment, version=version, expected={"state": AmendmentState.OPEN})


def _answer(actor: Actor, amendment: Amendment, party: Party, *, agrees: bool, reason: str = "") -> None:
    if party.pk not in {each.pk for each in deciders(amendment.base)}:
        raise ValidationError(_("%(party)s is no party to this plan.") % {"party": party.called})
    if Consent.objects.filter(amendment=amendment, party=party).exists():
        raise ValidationError(_("%(party)s has answered already.") % {"party": party.called})
    Consent.objects.create(
        amendment=amendment,
        party=party,
        agrees=agrees,
        reason=reason,
        made_by_id=actor.user_id,
        made_for=actor.organisation,
        made_at=clock.now(),
    )
    verb = "plans.agree_amendment" if agrees else "plans.decline_amendment"
    _write(actor, verb, amendment, {"party": [None, party.name]}, reason)
    if not agrees:
        _close(amendment, amendment.version, AmendmentState.DECLINED)
    elif _all_agree(amendment):
        _close(amendment, amendment.version, AmendmentState.AGREED, made=amended.make(actor, amendment))


def _all_agree(amendment: Amendment) -> bool:
    done = set(amendment.consents.filter(agrees=True).values_list("party_id", flat=True))
    return all(party.pk in done for party in deciders(amendment.base))


def _write(actor: Actor, verb: str, amendment: Amendment, changes: dict[str, Any], words: str) -> None:
    """Note a deed in the histories of the amendment and of its plan."""
    history.write_many(actor, verb, [(refs.of(each), changes) for each in (amendment, amendment.plan)], words)


def _close(amendment: Amendment, version: int, state: AmendmentState, made: Edition | None = None) -> None:
    transitions.change(
        amendment,
        version=version,
        expected={"state": AmendmentState.OPEN},
        state=state,
        closed_at=clock.now(),
        made=made,
    )
