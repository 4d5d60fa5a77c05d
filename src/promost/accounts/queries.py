"""What the pages of the accounts read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from promost.accounts.models import Invitation, Membership, Role, User
from promost.kit import clock, history, refs
from promost.registry.models import Organisation


@dataclass(slots=True)
class Member:
    """A person in an organisation, with every role they have there."""

    user: User
    since: datetime
    roles: list[Role] = field(default_factory=list)

    @property
    def work_role(self) -> str:
        """What the person does in plans: viewer, editor, signatory; "" for an administrator alone."""
        return next((role.value for role in self.roles if role != Role.ADMINISTRATOR), "")

    @property
    def administers(self) -> bool:
        """Whether the person decides who belongs to the organisation."""
        return Role.ADMINISTRATOR in self.roles


def members(organisation: Organisation) -> list[Member]:
    """Return the organisation's members by name, in one query."""
    rows = Membership.objects.filter(organisation=organisation).select_related("user")
    return sorted(_gather(rows.order_by("pk")), key=lambda member: str(member.user).casefold())


def _gather(rows: Iterable[Membership]) -> list[Member]:
    found: dict[int, Member] = {}
    for row in rows:
        member = found.setdefault(row.user_id, Member(row.user, row.since))
        member.roles.append(Role(row.role))
    return list(found.values())


def knows(organisation: Organisation, user: User) -> bool:
    """Tell whether the user is a member of the organisation, or its history says that they were."""
    if Membership.objects.filter(organisation=organisation, user=user).exists():
        return True
    return history.of(refs.of(organisation)).filter(changes__user=str(user.uuid)).exists()


def waiting_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Return the organisation's invitations that can still be accepted, the newest first."""
    rows = Invitation.objects.filter(organisation=organisation, accepted_at=None, withdrawn_at=None)
    return rows.filter(expires_at__gt=clock.machine_now()).order_by("-pk")


def has_account(email: str) -> bool:
    """Tell whether somebody signs in with this address."""
    return User.objects.filter(email=email).exists()
