"""What counts towards a promise: a target's basis and scope, and the enterprises that take part in a plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import history, refs, transitions
from promost.plans import counted_by
from promost.plans.actions.measures import newest, settled
from promost.plans.after import tell
from promost.plans.models import Basis, Participant, Plan, Scope, Target
from promost.profiles.models import Indicator
from promost.profiles.pages import value
from promost.registry.models import Organisation


class Keep(Enum):
    """The indicator stays as it is."""

    KEEP = "keep"


def set_counting(
    actor: Actor,
    target: Target,
    version: int,
    *,
    basis: str,
    scope: str,
    baseline: Decimal | None = None,
    owner: Organisation | None = None,
    indicator: Indicator | Keep | None = Keep.KEEP,
    breakdown: str = "",
) -> Target:
    """Say from what a target is counted, which facts count and of which indicator (None: of none). That confirms it.

    Values are changed by editions alone. Raises Refused, Overtaken, and ValidationError for a basis or scope there is
    not, a baseline without a value, an indicator of another quantity or a breakdown that it does not have.
    """
    require(actor, "plans.edit_plan", target.plan)
    if basis not in Basis.values or scope not in Scope.values:
        raise ValidationError(_("There is no such way of counting; choose one of the list."))
    if basis == Basis.BASELINE and baseline is None:
        raise ValidationError(_("Give the baseline from which the value is counted."))
    values: dict[str, Any] = {"basis": basis, "scope": scope, "baseline": baseline, "owner": owner}
    if not isinstance(indicator, Keep):
        breakdown = counted_by.check(target, indicator, breakdown)
        values |= {"indicator": indicator, "breakdown": breakdown, "indicator_confirmed": True}
    before = _told(target)
    with transaction.atomic():
        _check_frozen(target, values)
        transitions.change(target, version=version, **values)
        changes = history.difference(before, _told(target))
        history.write(actor, "plans.set_counting", refs.of(target.plan), changes, target.label)
        tell(target.plan)
    return target


def _check_frozen(target: Target, values: Mapping[str, Any]) -> None:
    """Refuse to count a promise otherwise once it is approved; saying by what a proposal is counted stays possible."""
    Plan.objects.select_for_update().get(pk=target.plan_id)
    same = all(getattr(target, name) == values[name] for name in ("basis", "scope", "baseline"))
    if target.indicator_confirmed or not same:
        settled(newest(target.plan))


def confirm_indicators(actor: Actor, plan: Plan, versions: Mapping[UUID, int]) -> int:
    """Confirm the proposed indicators of targets, {lasting id: version as seen}, all or none; returns how many.

    One that is confirmed already, or has no proposal, is passed over. Raises Refused, Overtaken where somebody changed
    one meanwhile, and Target.DoesNotExist for a target of another plan.
    """
    require(actor, "plans.edit_plan", plan)
    found = {each.uuid: each for each in plan.targets.filter(uuid__in=list(versions)).select_related("indicator")}
    if missing := set(versions) - set(found):
        raise Target.DoesNotExist(f"not of this plan: {missing}")
    changes = {}
    with transaction.atomic():
        for uuid, target in sorted(found.items(), key=lambda pair: pair[1].position):
            if target.indicator and not target.indicator_confirmed:
                transitions.change(target, version=versions[uuid], indicator_confirmed=True)
                changes[target.label] = [None, value(target.indicator, target.breakdown)]
        if changes:
            history.write(actor, "plans.confirm_indicators", refs.of(plan), changes)
            tell(plan)
    return len(changes)


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
            tell(plan)
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
        tell(participant.plan)
    return participant


def _told(target: Target) -> dict[str, Any]:
    return {
        "basis": str(target.basis),
        "scope": str(target.scope),
        "baseline": None if target.baseline is None else str(target.baseline),
        "indicator": value(target.indicator, target.breakdown) or None,
        "confirmed": target.indicator_confirmed,
    }
