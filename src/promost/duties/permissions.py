"""Who sees duties: members of the organisation that owes, and whoever owes in person. Nobody else decides over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from promost.accounts.actors import Actor
from promost.accounts.models import Role, User
from promost.accounts.rules import Rule
from promost.duties.models import Duty


def duties_visible_to(user: User) -> QuerySet[Duty]:
    """Return the duties that a user sees: those of their organisations, and their own."""
    if not user.is_active or not user.is_authenticated:
        return Duty.objects.none()
    return Duty.objects.filter(Q(organisation__in=user.memberships.values("organisation")) | Q(user=user.pk))


def list_duties(actor: Actor, _thing: Any = None) -> bool:
    """Whoever acts for an organisation."""
    return actor.organisation is not None and actor.can(Role.VIEWER)


def view_duty(actor: Actor, duty: Duty) -> bool:
    """Members of the organisation that owes, and the person who does."""
    of_mine = actor.organisation is not None and actor.organisation.pk == duty.organisation_id
    return (of_mine and actor.can(Role.VIEWER)) or (duty.user_id is not None and actor.user_id == duty.user_id)


def mend(actor: Actor, _thing: Any = None) -> bool:
    """The installation itself, at the command line: duties follow from deeds and are changed by nobody directly."""
    return actor.is_operator


RULES: Mapping[str, Rule] = {
    "duties.list_duties": list_duties,
    "duties.view_duty": view_duty,
    "duties.mend": mend,
}

VISIBLE: Mapping[str, Callable[[User], QuerySet[Any]]] = {"duties.view_duty": duties_visible_to}
"""What a list shows to whom, by the permission that opens one of its things."""
