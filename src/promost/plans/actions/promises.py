"""What counts towards a promise: a target's basis and scope, and the enterprises that take part in a plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import history, refs, transitions
from promost.plans.models import Basis, Participant, Plan, Scope, Target
from promost.registry.models import Organisation


def set_counting(
    actor: Actor,
    target: Target,
    version: int,
    *,
    basis: str,
    scope: str,
    baseline: Decimal | None = None,
    owner: Organisation | None = None,
) -> Target:
    """Say from what a target is counted and which facts count. Values are changed by editions alone.

    Raises Refused, Overtaken, and ValidationError for a basis or scope there is not, or a baseline without a value.
    """
    require(actor, "plans.edit_plan", target.plan)
    if basis not in Basis.values or scope not in Scope.values:
        raise ValidationError(_("There is no such way of counting; choose one of the list."))
    if basis == Basis.BASELINE and baseline is None:
        raise ValidationError(_("Give the baseline from which the value is counted."))
    before = {"basis": target.basis, "scope": target.scope, "baseline": _text(target.baseline)}
    after = {"basis": basis, "scope": scope, "baseline": _text(baseline)}
    with transaction.atomic():
        transitions.change(target, version=version, basis=basis, scope=scope, baseline=baseline, owner=owner)
        changes = history.difference(before, after)
        history.write(actor, "plans.set_counting", refs.of(target.plan), changes, target.label)
    return target


def add_participant(actor: Actor, plan: Plan, organisation: Organisation, since: date) -> Participant:
    """List an organisation as taking part in a plan from a day on; a second time changes nothing.

    Raises Refused, and ValidationError for a day outside the plan.
    """
    require(actor, "plans.edit_plan", plan)
    if not plan.starts_on <= since <= plan.ends_on:
        raise ValidationError(_("The day is outside the plan's period."))
    with transaction.atomic():
        participant, made = Participant.objects.get_or_create(
            plan=plan, organisation=organisation, defaults={"since": since}
        )
        if made:
            history.write(actor, "plans.add_participant", refs.of(plan), {"participant": [None, organisation.name]})
    return participant


def end_participation(actor: Actor, participant: Participant, until: date) -> Participant:
    """Note the last day on which an organisation took part; what it did until then still counts.

    Raises Refused, and ValidationError for a day before the first one.
    """
    require(actor, "plans.edit_plan", participant.plan)
    if until < participant.since:
        raise ValidationError(_("The last day is before the first one."))
    with transaction.atomic():
        before = participant.until.isoformat() if participant.until else None
        Participant.objects.filter(pk=participant.pk).update(until=until)
        participant.until = until
        changes = {participant.organisation.name: [before, until.isoformat()]}
        history.write(actor, "plans.end_participation", refs.of(participant.plan), changes)
    return participant


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
