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
from promost.plans import after, amending
from promost.plans.actions.copying import copy
from promost.plans.actions.measures import append, check, put
from promost.plans.amending import Proposed
from promost.plans.models import (
    Amendment,
    AmendmentChange,
    AmendmentState,
    ChangeKind,
    Consent,
    Edition,
    Party,
    Plan,
    PlanState,
    TargetValue,
)
from promost.plans.queries.amendments import deciders, flat_values
from promost.plans.queries.flat import flat_rows
from promost.plans.queries.in_force import edition_in_force

Flats = dict[int, dict[str, str]]
"""{key: a measure, or the values of a target, as a person compares it}."""


def propose(actor: Actor, plan: Plan, party: Party, reason: str, proposed: Sequence[Proposed]) -> Amendment:
    """Propose an amendment of the edition in force for one's own party, whose signatory agrees like the others.

    Raises Refused, and ValidationError for a plan that is not in force, an amendment without reason or changes, or
    while another is open: one after the other, so that everybody knows what they agree to.
    """
    require(actor, "plans.propose_amendment", (plan, party))
    with transaction.atomic():
        _check(plan, reason, proposed)
        base = edition_in_force(plan)
        amendment = Amendment.objects.create(
            plan=plan,
            base=base,
            party=party,
            reason=reason.strip(),
            proposed_by_id=actor.user_id,
            proposed_for=actor.organisation,
            proposed_at=clock.now(),
        )
        AmendmentChange.objects.bulk_create(_changes(amendment, proposed))
        _write(actor, "plans.propose_amendment", amendment, {}, amendment.reason)
    return amendment


def extend(actor: Actor, amendment: Amendment, version: int, proposed: Sequence[Proposed]) -> Amendment:
    """Add changes to an amendment of one's own party that nobody has answered yet; one given again takes its place.

    Raises Refused, Overtaken, and ValidationError after the first answer: everybody agrees to the same text.
    """
    require(actor, "plans.propose_amendment", (amendment.plan, amendment.party))
    with transaction.atomic():
        _hold(amendment, version)
        if amendment.consents.exists():
            raise ValidationError(_("A party has answered already. Withdraw the amendment and propose it anew."))
        _check_changes(amendment.reason, proposed)
        same = Q(pk__in=[])
        for each in proposed:
            same |= Q(measure=each.measure, measure__isnull=False) | Q(target=each.target, target__isnull=False)
        amendment.changes.filter(same).delete()
        AmendmentChange.objects.bulk_create(_changes(amendment, proposed))
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


def _check(plan: Plan, reason: str, proposed: Sequence[Proposed]) -> None:
    Plan.objects.select_for_update().get(pk=plan.pk)
    state = Plan.objects.values_list("state", flat=True).get(pk=plan.pk)
    if state != PlanState.IN_FORCE:
        raise ValidationError(_("The plan is not in force: a draft is changed by hand, a closed plan no more."))
    if Amendment.objects.filter(plan=plan, state=AmendmentState.OPEN).exists():
        raise ValidationError(_("Another amendment of this plan waits for agreement; it is settled first."))
    _check_changes(reason, proposed)


def _check_changes(reason: str, proposed: Sequence[Proposed]) -> None:
    if not reason.strip():
        raise ValidationError(_("Give the reason: it stands beside the change in every report."))
    if not proposed:
        raise ValidationError(_("Nothing is changed yet."))
    for each in proposed:
        if each.given is not None:
            check(each.given)


def _changes(amendment: Amendment, proposed: Sequence[Proposed]) -> list[AmendmentChange]:
    rows, values = flat_rows(amendment.base), flat_values(amendment.base)
    return [
        AmendmentChange(
            amendment=amendment,
            measure=each.measure,
            target=each.target,
            kind=each.kind,
            given=amending.to_json(each),
            before=_before(each, rows, values),
        )
        for each in proposed
    ]


def _before(proposed: Proposed, rows: Flats, values: Flats) -> dict[str, str]:
    if proposed.target is not None:
        return values.get(proposed.target.pk, {})
    return rows.get(proposed.measure.pk, {}) if proposed.measure else {}


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
        _make(actor, amendment)


def _all_agree(amendment: Amendment) -> bool:
    done = set(amendment.consents.filter(agrees=True).values_list("party_id", flat=True))
    return all(party.pk in done for party in deciders(amendment.base))


def _make(actor: Actor, amendment: Amendment) -> None:
    """Make the new edition: a copy of the base with the changes. Raises Overtaken if another is in force by now."""
    plan = Plan.objects.select_for_update().get(pk=amendment.plan_id)
    if edition_in_force(plan).pk != amendment.base_id:
        raise transitions.Overtaken(amendment)
    changes = list(amendment.changes.select_related("measure", "target"))
    struck = {each.measure_id for each in changes if each.kind == ChangeKind.STRUCK and each.measure_id}
    edition = copy(actor, amendment.base, amendment.reason, struck)
    for change in changes:
        _apply(edition, change)
    Edition.objects.filter(pk=edition.pk).update(approved_at=clock.now())
    _close(amendment, amendment.version, AmendmentState.AGREED, made=edition)
    _after(edition, changes)
    _remember(actor, edition, changes)
    after.tell(plan)


def _apply(edition: Edition, change: AmendmentChange) -> None:
    if change.kind == ChangeKind.ADDED:
        change.measure = append(edition, amending.given_from(change.given, edition)).measure
    elif change.kind == ChangeKind.CHANGED:
        row = edition.measures.select_related("edition__plan", "measure").get(measure=change.measure_id)
        put(row, row.version, amending.given_from(change.given, edition))
    elif change.kind == ChangeKind.TARGET and change.target is not None:
        TargetValue.objects.filter(edition=edition, target=change.target).delete()
        TargetValue.objects.bulk_create(
            TargetValue(target=change.target, edition=edition, due_on=day, value=value)
            for day, value in amending.values_from(change.given)
        )


def _after(edition: Edition, changes: Sequence[AmendmentChange]) -> None:
    """Keep beside each change what it became, as a person compares it."""
    rows, values = flat_rows(edition), flat_values(edition)
    for change in changes:
        key, found = (change.target_id, values) if change.target_id else (change.measure_id, rows)
        change.after = found.get(key or 0, {})
    AmendmentChange.objects.bulk_update(changes, ["after", "measure"])


def _remember(actor: Actor, edition: Edition, changes: Sequence[AmendmentChange]) -> None:
    text = {"edition": [edition.number - 1, edition.number]}
    history.write(actor, "plans.amend", refs.of(edition.plan), text, edition.reason)
    entries = [(refs.of(each.measure), history.difference(each.before, each.after)) for each in changes if each.measure]
    history.write_many(actor, "plans.amend", entries, edition.reason)


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
