"""Who acts: a user, and the organisation in whose name. Every action takes an Actor first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from promost.accounts.models import Role, User
from promost.kit.access import Refused
from promost.registry.models import Organisation
from promost.registry.models.organisations import FEDERAL_ZONE

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

__all__ = ["OPERATOR", "Actor", "Refused"]


ENOUGH = {
    Role.VIEWER: (Role.VIEWER, Role.EDITOR, Role.SIGNATORY, Role.ADMINISTRATOR),
    Role.EDITOR: (Role.EDITOR, Role.SIGNATORY),
    Role.SIGNATORY: (Role.SIGNATORY,),
    Role.ADMINISTRATOR: (Role.ADMINISTRATOR,),
}
"""Which roles do for a role that is asked for."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A user (None for the installation's operator at the command line) and the organisation acted for (or None).

    ``roles`` are the user's roles in that organisation. What is allowed depends on the organisation acted for alone:
    a member of two acts for one at a time.
    """

    user: User | AnonymousUser | None
    organisation: Organisation | None = None
    roles: frozenset[str] = field(default_factory=frozenset)

    @property
    def user_id(self) -> int | None:
        """The user's key; None for the operator and for a stranger."""
        return self.user.pk if self.user else None

    @property
    def person(self) -> User:
        """The signed-in user. Raises LookupError for a stranger and for the operator, who are nobody in particular."""
        if isinstance(self.user, User):
            return self.user
        raise LookupError("nobody is signed in")

    @property
    def behalf_id(self) -> str:
        """The lasting id of the organisation acted for."""
        return str(self.organisation.uuid) if self.organisation else ""

    @property
    def behalf_name(self) -> str:
        """The organisation's name today."""
        return self.organisation.name if self.organisation else ""

    @property
    def zone(self) -> ZoneInfo:
        """Where they work: the zone of the organisation acted for, else that of the federal authorities."""
        return self.organisation.zone if self.organisation else ZoneInfo(FEDERAL_ZONE)

    @property
    def is_operator(self) -> bool:
        """Whether this is the installation itself: a command of whoever runs the machine, or the demonstration."""
        return self.user is None

    def can(self, role: Role) -> bool:
        """Tell whether the actor has the role in the organisation acted for; a signatory edits, an editor views, and so
        does an administrator.
        """
        return any(each in self.roles for each in ENOUGH[role])

    @property
    def runs_installation(self) -> bool:
        """Whether the user administers the installation itself, whichever organisation is acted for."""
        return isinstance(self.user, User) and self.user.is_administrator


OPERATOR = Actor(user=None)
