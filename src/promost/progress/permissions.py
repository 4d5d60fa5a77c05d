"""Who may write progress notes. Figures are seen by whoever reads the plan; no rule of their own opens them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet

from promost.accounts.actors import Actor
from promost.accounts.models import Role, User
from promost.accounts.rules import Rule
from promost.plans.models import Measure, Owner
from promost.plans.permissions import sits
from promost.progress.completion import permissions as completion
from promost.progress.curator import permissions as curator
from promost.progress.models import Note
from promost.progress.statements import permissions as statements


def note(actor: Actor, measure: Measure) -> bool:
    """Editors of the measure's owners, and of the parties of its agreement, the curator among them."""
    if actor.is_operator:
        return True
    if actor.organisation is None or not actor.can(Role.EDITOR):
        return False
    if sits(actor, measure.plan.agreement):
        return True
    return Owner.objects.filter(measure_edition__measure=measure, organisation=actor.organisation).exists()


def withdraw_note(actor: Actor, written: Note) -> bool:
    """Editors of the organisation for which it was written, while they may still write."""
    if actor.is_operator:
        return True
    mine = actor.organisation is not None and written.written_for_id == actor.organisation.pk
    return mine and note(actor, written.measure)


RULES: Mapping[str, Rule] = {
    "progress.note": note,
    "progress.withdraw_note": withdraw_note,
    **completion.RULES,
    **curator.RULES,
    **statements.RULES,
}

VISIBLE: Mapping[str, Callable[[User], QuerySet[Any]]] = {**statements.VISIBLE}
"""What a list shows to whom, by the permission that opens one of its things: both give the same answer."""
